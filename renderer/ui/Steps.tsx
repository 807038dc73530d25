import { Check } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './Steps.module.css';

type Props = {
  /** The list's own name, where nothing around it says what the steps are of. */
  readonly label?: string;
  readonly steps: readonly string[];
  /** Index of the one that is being done. */
  readonly at: number;
};

/** Where one is on a way of a few steps. */
export function Steps({ label, steps, at }: Props) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={classNames(index < at && styles.past)}
          aria-current={index === at ? 'step' : undefined}
        >
          <b>{index < at ? <Check aria-hidden /> : index + 1}</b>
          {step}
        </li>
      ))}
    </ol>
  );
}
