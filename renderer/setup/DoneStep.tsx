import { CircleCheck } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/language.tsx';
import type { Made } from './made.ts';
import styles from './Setup.module.css';
import { StepTitle } from './StepTitle.tsx';

/** The center has its first account, and this window is signed in with it. */
export function DoneStep({ made: { email, isSignedIn } }: { readonly made: Made }) {
  const t = useText();
  return (
    <div className={styles.done}>
      <CircleCheck aria-hidden className={styles.tick} />
      <StepTitle>{t('setup.done.title')}</StepTitle>
      <p className={styles.lead}>{t(isSignedIn ? 'setup.done.text' : 'setup.done.mail', { email })}</p>
      <Button kind="primary" size="medium" onClick={() => location.replace('/admin')}>
        {t(isSignedIn ? 'setup.done.today' : 'setup.done.sign-in')}
      </Button>
    </div>
  );
}
