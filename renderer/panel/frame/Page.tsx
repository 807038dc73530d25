import { useEffect, type ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { usePanel } from './panel-context.ts';
import styles from './Page.module.css';

type Props = {
  readonly title: string;
  /** One line of state under the title. */
  readonly line?: ReactNode;
  /** At most two buttons. */
  readonly actions?: ReactNode;
  /** A `Drawer`, beside the page or over it. */
  readonly drawer?: ReactNode;
  /** The page is as high as the window and scrolls inside: for long tables. */
  readonly fills?: boolean;
  readonly children?: ReactNode;
};

/** The frame of every page: title, one line, actions, content, and the drawer beside them. */
export function Page({ title, line, actions, drawer, fills = false, children }: Props) {
  const { portal } = usePanel();
  const hasDrawer = Boolean(drawer);
  useEffect(() => {
    document.title = `${title} · ${portal.name}`;
  }, [title, portal.name]);
  return (
    <div
      className={classNames(styles.split, hasDrawer && styles.open, fills && styles.fills)}
      data-drawer-open={hasDrawer || undefined}
    >
      <main id="main" className={styles.page}>
        <div className={styles.head}>
          <div>
            <h1>{title}</h1>
            {line !== undefined && <p>{line}</p>}
          </div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </div>
        {children}
      </main>
      {drawer}
    </div>
  );
}
