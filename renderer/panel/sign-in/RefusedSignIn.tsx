import { Banner } from '../../ui/Banner.tsx';
import { useText } from '../../ui/language.tsx';
import type { Problem } from '../../ui/problem.ts';
import { ProblemText } from '../../ui/ProblemText.tsx';

/** One neutral line: never which of the two was wrong. */
export function RefusedSignIn({ problem }: { readonly problem: Problem | null }) {
  const t = useText();
  if (problem?.code !== 'auth.credentials') return <ProblemText problem={problem} />;
  return (
    <Banner tone="bad" title={t('panel.sign-in.wrong')}>
      {t('panel.sign-in.wrong.hint')}
    </Banner>
  );
}
