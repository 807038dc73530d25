import type { Locale } from '../../server/i18n/translate.ts';
import type { SetupState } from '../../server/setup/setup.contract.ts';
import { Button } from '../ui/Button.tsx';
import { useLanguage } from '../ui/language.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { showMoment } from '../ui/show-moment.ts';
import styles from './Setup.module.css';
import { SetupFrame } from './SetupFrame.tsx';
import { StepTitle } from './StepTitle.tsx';
import type { SetupFace } from './use-setup.ts';

type Props = {
  readonly setup: Pick<SetupFace, 'busy' | 'problem' | 'decide'>;
  readonly opened: NonNullable<SetupState['opened']>;
  readonly onLocale: (locale: Locale) => void;
};

const counted = ['students', 'accounts', 'log'] as const;

/** What the backup holds, before it becomes the center. */
export function RestoreStep({ setup: { busy, problem, decide }, opened, onLocale }: Props) {
  const { t, locale } = useLanguage();
  const time = showMoment(new Date(opened.made_at), new Date(), locale).full;
  return (
    <SetupFrame
      at={0}
      onLocale={onLocale}
      next={
        <span className={styles.choices}>
          <Button size="medium" disabled={busy} onClick={() => void decide(false)}>
            {t('setup.restore.other')}
          </Button>
          <Button size="medium" kind="primary" busy={busy} onClick={() => void decide(true)}>
            {t('setup.restore.take')}
          </Button>
        </span>
      }
    >
      <StepTitle>{t('setup.restore.title', { name: opened.name })}</StepTitle>
      <p className={styles.lead}>{t('setup.restore.text', { time })}</p>
      <ProblemText problem={problem} />
      <dl className={styles.counts}>
        {counted.map((name) => (
          <div key={name}>
            <dt>{t(`setup.restore.${name}`)}</dt>
            <dd>{opened[name].toLocaleString(locale)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>{t('setup.restore.accounts-hint')}</p>
    </SetupFrame>
  );
}
