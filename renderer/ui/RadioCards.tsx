import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import styles from './RadioCards.module.css';

type Props<Value extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** One of a few that need a sentence each. */
export function RadioCards<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const id = useId();
  const choose = (next: unknown) => {
    const option = options.find((known) => known.value === next);
    if (option) onChange(option.value);
  };
  return (
    <div>
      <p className={styles.label} id={id}>
        {label}
      </p>
      <RadioGroup className={styles.group} aria-labelledby={id} value={value} onValueChange={choose}>
        {options.map((option) => (
          <label key={option.value} className={styles.card}>
            <Radio.Root className={styles.radio} value={option.value}>
              <Radio.Indicator className={styles.dot} />
            </Radio.Root>
            <span>
              <b>{option.label}</b>
              {option.hint !== undefined && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
