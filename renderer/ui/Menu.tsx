import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import styles from './Menu.module.css';

type Props = {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly side?: 'top' | 'bottom';
  readonly align?: 'start' | 'end';
  /** `MenuItem`, `MenuChoice`, `MenuLine`. */
  readonly children: ReactNode;
};

/** A list of actions behind a button. Arrows walk, letters jump, Esc closes and gives the focus back. */
export function Menu({ trigger, side = 'bottom', align = 'end', children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.place} side={side} align={align} sideOffset={4} collisionPadding={8}>
          <Base.Popup className={styles.popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Parts the actions. */
export function MenuLine() {
  return <Base.Separator className={styles.line} />;
}
