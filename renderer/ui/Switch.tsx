import { Switch as Base } from '@base-ui/react/switch';
import { useState } from 'react';
import { Spinner } from './Spinner.tsx';
import styles from './Switch.module.css';

type Props = {
  /** Id of the words that say what it switches. */
  readonly labelledBy: string;
  readonly describedBy?: string;
  readonly isOn: boolean;
  readonly disabled?: boolean;
  /** Resolves once the server answered: true, it took it. Until then the switch is locked; refused, it goes back. */
  readonly onChange: (isOn: boolean) => Promise<boolean>;
};

/** Says what is, not what was pressed. */
export function Switch({ labelledBy, describedBy, isOn, disabled = false, onChange }: Props) {
  const [pending, setPending] = useState<boolean | null>(null);
  async function change(next: boolean): Promise<void> {
    setPending(next);
    await onChange(next);
    setPending(null);
  }
  return (
    <span className={styles.place}>
      {pending !== null && <Spinner />}
      <Base.Root
        className={styles.switch}
        checked={pending ?? isOn}
        disabled={disabled}
        readOnly={pending !== null}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-busy={pending !== null || undefined}
        onCheckedChange={(next) => void change(next)}
      >
        <Base.Thumb className={styles.thumb} />
      </Base.Root>
    </span>
  );
}
