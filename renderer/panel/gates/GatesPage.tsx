import { gatesOverviewEndpoint } from '../../../server/gates/gates.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Page } from '../frame/Page.tsx';
import styles from './GatesPage.module.css';
import { GateSwitches } from './GateSwitches.tsx';
import { MessageForm } from './MessageForm.tsx';
import { PinForm } from './PinForm.tsx';
import { WeekPlan } from './WeekPlan.tsx';

const everyMs = 15_000;

/** What students can do now, the week's plan, and what they read while it is closed. */
export function GatesPage() {
  const t = useText();
  const { body, problem } = useAsk(gatesOverviewEndpoint, {}, { everyMs });
  return (
    <Page title={t('panel.page.gates')} line={t('panel.gates.line')}>
      <ProblemText problem={problem} />
      {body ? (
        <div className={styles.columns}>
          <div className={styles.stack}>
            <GateSwitches overview={body} />
            <WeekPlan key={JSON.stringify(body.schedule)} schedule={body.schedule} />
          </div>
          <div className={styles.stack}>
            <MessageForm key={JSON.stringify(body.message)} message={body.message} nextOpening={body.next_opening} />
            <PinForm />
          </div>
        </div>
      ) : (
        !problem && <Skeleton lines={8} />
      )}
    </Page>
  );
}
