import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';
import { toNameKey } from '../../server/values/name.ts';
import { classNames } from './class-names.ts';
import styles from './Combobox.module.css';
import menus from './Menu.module.css';
import selects from './Select.module.css';

type ComboOption = {
  readonly value: string;
  /** Quiet, at the end of the line: a count. */
  readonly note?: string;
};

type Props = {
  /** For readers: in a bar of filters the value says it all. */
  readonly label: string;
  /** The words for no choice at all. */
  readonly all: string;
  /** Names the box that narrows the list. */
  readonly search: string;
  /** Where nothing fits what was typed there. */
  readonly empty: string;
  readonly options: readonly ComboOption[];
  /** Empty: no choice. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly className?: string | undefined;
};

/** One of a long list, narrowed by typing a part of it; no accents needed. */
export function Combobox({ label, all, search, empty, options, value, onChange, className }: Props) {
  const items: readonly ComboOption[] = [{ value: '' }, ...options];
  const chosen = items.find((item) => item.value === value) ?? { value };
  const wordsOf = (item: ComboOption) => (item.value === '' ? all : item.value);
  return (
    <Base.Root
      items={items}
      value={chosen}
      onValueChange={(next) => next && onChange(next.value)}
      itemToStringLabel={wordsOf}
      isItemEqualToValue={(one, other) => one.value === other.value}
      filter={(item, typed) => toNameKey(wordsOf(item)).includes(toNameKey(typed))}
    >
      <div className={className}>
        <Base.Trigger className={selects.trigger} aria-label={`${label}: ${wordsOf(chosen)}`}>
          <span className={selects.value}>{wordsOf(chosen)}</span>
          <ChevronDown aria-hidden />
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner className={menus.place} align="start" sideOffset={4} collisionPadding={8}>
          <Base.Popup className={classNames(menus.popup, styles.popup)} aria-label={label}>
            <Base.Input className={styles.input} aria-label={search} placeholder={search} />
            <Base.Empty>
              <p className={styles.empty}>{empty}</p>
            </Base.Empty>
            <Base.List className={styles.list}>
              {(item: ComboOption) => (
                <Base.Item key={item.value} value={item} className={menus.item}>
                  <span className={menus.tick}>
                    <Base.ItemIndicator>
                      <Check aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <span className={styles.words}>{wordsOf(item)}</span>
                  {item.note !== undefined && <span className={styles.note}>{item.note}</span>}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
