import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { classNames } from './class-names.ts';
import menus from './Menu.module.css';
import styles from './Select.module.css';

export type Option<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  /** Under the label in the open list. */
  readonly hint?: string;
};

type Props<Value extends string> = {
  readonly label: string;
  /** In a bar of filters the value says it all; the label is then for readers. */
  readonly hidesLabel?: boolean;
  readonly name?: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
  readonly className?: string | undefined;
};

/** One of a fixed list. Letters jump, Enter takes. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, hidesLabel = false, name, options, value, disabled = false, onChange, className } = props;
  return (
    <Base.Root
      items={options}
      name={name}
      value={value}
      disabled={disabled}
      modal={false}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <div className={className}>
        <Base.Label className={hidesLabel ? 'for-readers' : styles.label}>{label}</Base.Label>
        <Base.Trigger className={classNames(styles.trigger, !hidesLabel && styles.wide)}>
          <Base.Value className={styles.value} />
          <ChevronDown aria-hidden />
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner className={menus.place} sideOffset={4} alignItemWithTrigger={false} collisionPadding={8}>
          <Base.Popup className={classNames(menus.popup, styles.popup)}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={menus.item}>
                  <span className={menus.tick}>
                    <Base.ItemIndicator>
                      <Check aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <span>
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.hint !== undefined && <small>{option.hint}</small>}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
