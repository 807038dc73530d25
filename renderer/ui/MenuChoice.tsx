import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import styles from './Menu.module.css';

type Props<Value extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly lang?: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** One of a few, chosen in place; the menu stays open. */
export function MenuChoice<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const choose = (next: unknown) => {
    const option = options.find((known) => known.value === next);
    if (option) onChange(option.value);
  };
  return (
    <Base.Group>
      <Base.GroupLabel className={styles.label}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={choose}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} className={styles.item} value={option.value} closeOnClick={false}>
            <span className={styles.tick}>
              <Base.RadioItemIndicator>
                <Check aria-hidden />
              </Base.RadioItemIndicator>
            </span>
            <span lang={option.lang}>{option.label}</span>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}
