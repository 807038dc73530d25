import type { SetupState } from '../../server/setup/setup.contract.ts';
import { useText } from '../ui/language.tsx';
import { Progress } from '../ui/Progress.tsx';
import styles from './Setup.module.css';
import { StepTitle } from './StepTitle.tsx';

const titles = {
  demo: 'setup.making.title',
  empty: 'setup.making.title',
  adopt: 'setup.making.adopt.title',
  restore: 'setup.making.restore.title',
} as const;

/** The program is at work; there is nothing to press. */
export function MakingStep({ making }: Pick<SetupState, 'making'>) {
  const t = useText();
  const title = t(titles[making?.way ?? 'empty']);
  const isCounted = making?.step === 'unpacking';
  return (
    <>
      <StepTitle>{title}</StepTitle>
      <p className={styles.lead}>{t('setup.making.text')}</p>
      <div className={styles.making}>
        <Progress label={title} done={isCounted ? making.rows : 0} total={isCounted ? 100 : null} />
        <p role="status">{making && t(`setup.making.${making.step}`, { rows: making.rows })}</p>
      </div>
    </>
  );
}
