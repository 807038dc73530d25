import { Check } from 'lucide-react';
import { useText } from '../../ui/language.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './Steps.module.css';

export type Step = 'file' | 'columns' | 'review' | 'done';
const steps: readonly Step[] = ['file', 'columns', 'review', 'done'];

/** Where one is on the way from a file to the students. */
export function Steps({ now }: { readonly now: Step }) {
  const t = useText();
  const at = steps.indexOf(now);
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={classNames(index < at && styles.past)}
          aria-current={step === now ? 'step' : undefined}
        >
          <b>{index < at ? <Check aria-hidden /> : index + 1}</b>
          {t(`panel.import.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
