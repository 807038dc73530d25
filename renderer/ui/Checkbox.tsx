import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import styles from './Checkbox.module.css';

type Props = {
  readonly label: ReactNode;
  /** The label is for readers only: in tables. */
  readonly hidesLabel?: boolean;
  /** `some`: part of what it stands for. */
  readonly state: 'none' | 'some' | 'all';
  readonly disabled?: boolean;
  readonly onChange: () => void;
};

export function Checkbox({ label, hidesLabel = false, state, disabled = false, onChange }: Props) {
  const id = useId();
  return (
    <span className={styles.row}>
      <Base.Root
        className={styles.box}
        checked={state === 'all'}
        indeterminate={state === 'some'}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-labelledby={id}
      >
        <Base.Indicator className={styles.mark}>
          {state === 'some' ? <Minus aria-hidden /> : <Check aria-hidden />}
        </Base.Indicator>
      </Base.Root>
      {/* The box has its own keys; the words are one more place to press. */}
      <span id={id} className={hidesLabel ? 'for-readers' : styles.label} onClick={disabled ? undefined : onChange}>
        {label}
      </span>
    </span>
  );
}
