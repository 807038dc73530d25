import { useEffect } from 'react';
import { useText } from '../ui/language.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import type { Problem } from '../ui/problem.ts';
import { StepTitle } from './StepTitle.tsx';

type Props = { readonly isOver: boolean; readonly problem: Problem | null };

/** Nothing to ask yet, or any more: a center with an account has its own sign-in. */
export function WaitStep({ isOver, problem }: Props) {
  const t = useText();
  useEffect(() => {
    if (isOver) location.replace('/admin');
  }, [isOver]);
  return (
    <>
      <StepTitle>{t('setup.title')}</StepTitle>
      {problem ? <ProblemText problem={problem} /> : <p role="status">{t('setup.waiting')}</p>}
    </>
  );
}
