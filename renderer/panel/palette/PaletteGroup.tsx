import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import type { LucideIcon } from 'lucide-react';
import styles from './Palette.module.css';

export type Command = {
  readonly id: string;
  readonly label: string;
  /** Beside it: a date of birth, keys. */
  readonly hint?: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
};

export type Group = { readonly id: string; readonly label: string; readonly items: readonly Command[] };

type Props = { readonly group: Group; readonly onDone: () => void };

export function PaletteGroup({ group, onDone }: Props) {
  return (
    <Base.Group items={group.items} className={styles.group}>
      <Base.GroupLabel className={styles.label}>{group.label}</Base.GroupLabel>
      <Base.Collection>
        {(command: Command) => (
          <Base.Item
            key={command.id}
            value={command}
            className={styles.item}
            onClick={() => {
              onDone();
              command.run();
            }}
          >
            <command.icon aria-hidden />
            <span>{command.label}</span>
            {command.hint !== undefined && <small>{command.hint}</small>}
          </Base.Item>
        )}
      </Base.Collection>
    </Base.Group>
  );
}
