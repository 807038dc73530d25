import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './Tabs.module.css';

type TabsProps<Id extends string> = {
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** `TabList` and a `TabPanel` for each, in any place below. */
  readonly children: ReactNode;
};

/** One of several views of the same thing. Makes no box of its own. */
export function Tabs<Id extends string>({ value, onChange, children }: TabsProps<Id>) {
  return (
    <Base.Root className={styles.root} value={value} onValueChange={onChange}>
      {children}
    </Base.Root>
  );
}

type ListProps = {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly label: string; readonly count?: number }[];
};

export function TabList({ label, tabs }: ListProps) {
  return (
    <Base.List className={styles.list} aria-label={label} activateOnFocus>
      {tabs.map(({ id, label: words, count }) => (
        <Base.Tab key={id} value={id} className={styles.tab}>
          {words} {count !== undefined && <span className={styles.count}>{count}</span>}
        </Base.Tab>
      ))}
    </Base.List>
  );
}

/** What is seen while its tab is chosen. */
export function TabPanel({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <Base.Panel value={id} className={styles.panel}>
      {children}
    </Base.Panel>
  );
}
