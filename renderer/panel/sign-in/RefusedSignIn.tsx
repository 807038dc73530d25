import { Banner } from '../../ui/Banner.tsx';
import { useText } from '../../ui/language.tsx';
import type { Problem } from '../../ui/problem.ts';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { useCountdown } from '../../ui/use-countdown.ts';

type Props = {
  readonly problem: Problem;
  /** The wait that a limit asks for is over. */
  readonly onWaited: () => void;
};

/** One neutral line: never which of the two was wrong. After too many tries it counts down. */
export function RefusedSignIn({ problem, onWaited }: Props) {
  const t = useText();
  if (problem.status === 429) return <Wait seconds={problem.retryAfter ?? 60} onWaited={onWaited} />;
  if (problem.code === 'auth.credentials') {
    return (
      <Banner tone="bad" title={t('panel.sign-in.wrong')}>
        {t('panel.sign-in.wrong.hint')}
      </Banner>
    );
  }
  return <ProblemText problem={problem} />;
}

function Wait({ seconds, onWaited }: { readonly seconds: number; readonly onWaited: () => void }) {
  const t = useText();
  const left = useCountdown(seconds, onWaited);
  return (
    <Banner tone="warn" title={t('panel.sign-in.limit')}>
      <span>{t('panel.sign-in.limit.left', { seconds: left })}</span>
      {/* Read out now and then only: each second would drown everything else. */}
      <span className="for-readers" role="status">
        {[seconds, 20, 10, 5].includes(left) ? t('panel.sign-in.limit.left', { seconds: left }) : ''}
      </span>
    </Banner>
  );
}
