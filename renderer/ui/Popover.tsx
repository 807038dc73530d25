import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import menus from './Menu.module.css';
import styles from './Popover.module.css';

type Props = { readonly trigger: ReactElement; readonly title: string; readonly children: ReactNode };

/** More about what its button says, without leaving the page. */
export function Popover({ trigger, title, children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={menus.place} side="bottom" align="end" sideOffset={6} collisionPadding={8}>
          <Base.Popup className={classNames(menus.popup, styles.popup)}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
