import type { SetupState } from '../../server/setup/setup.contract.ts';
import { useText } from '../ui/language.tsx';
import { Progress } from '../ui/Progress.tsx';
import styles from './Setup.module.css';
import { StepTitle } from './StepTitle.tsx';

/** The program is at work; there is nothing to press. */
export function MakingStep({ making }: Pick<SetupState, 'making'>) {
  const t = useText();
  const title = t(making?.way === 'adopt' ? 'setup.making.adopt.title' : 'setup.making.title');
  return (
    <>
      <StepTitle>{title}</StepTitle>
      <p className={styles.lead}>{t('setup.making.text')}</p>
      <div className={styles.making}>
        <Progress label={title} done={0} total={null} />
        <p role="status">{making && t(`setup.making.${making.step}`, { rows: making.rows })}</p>
      </div>
    </>
  );
}
