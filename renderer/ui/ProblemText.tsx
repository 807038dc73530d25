import { CircleAlert } from 'lucide-react';
import styles from './ProblemText.module.css';
import { useLanguage } from './language.tsx';
import { problemFacts, problemText, type Problem } from './problem.ts';

/** One line: what is wrong and what to do, with the code staff can look up. */
export function ProblemText({ problem }: { readonly problem: Problem | null }) {
  const { t, isText } = useLanguage();
  if (!problem) return null;
  return (
    <p className={styles.problem} role="alert">
      <CircleAlert aria-hidden />
      <span>{t(problemText(problem, isText), problemFacts(problem))}</span>
    </p>
  );
}
