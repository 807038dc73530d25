import { X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { DiscardDialog } from './DiscardDialog.tsx';
import styles from './Drawer.module.css';
import { useText } from './language.tsx';

type Props = {
  readonly title: ReactNode;
  /** A quiet line above the title: a number, buttons to the next row. */
  readonly over?: ReactNode;
  /** Under the title: chips, tabs. */
  readonly under?: ReactNode;
  readonly footer?: ReactNode;
  /** Something was typed: closing asks first. */
  readonly isDirty?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * One row of the list beside it, looked at closely; over the list where the window is narrow. The list stays in reach.
 * Focus comes to its title and goes back where it was; Esc closes.
 */
export function Drawer({ title, over, under, footer, isDirty = false, onClose, children }: Props) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const frame = useRef<HTMLElement>(null);
  const [atRender] = useState(() => document.activeElement);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    // A field inside that took the focus by itself keeps it.
    const isInside = frame.current?.contains(document.activeElement) === true;
    const before = isInside ? atRender : document.activeElement;
    if (!isInside) heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [atRender]);
  const leave = () => {
    if (isDirty) setAsking(true);
    else onClose();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isForSomethingAbove(event.target)) leave();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  return (
    <aside ref={frame} className={styles.drawer} aria-labelledby="drawer-title">
      <div className={styles.head}>
        <div className={styles.over}>
          <div>{over}</div>
          <button type="button" className={styles.close} aria-label={t('ui.close')} onClick={leave}>
            <X aria-hidden />
          </button>
        </div>
        <h2 id="drawer-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {under}
      </div>
      <div className={styles.content}>{children}</div>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
      {isAsking && <DiscardDialog onStay={() => setAsking(false)} onDiscard={onClose} />}
    </aside>
  );
}

/** A dialog, menu or open list takes its Esc for itself. */
function isForSomethingAbove(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox], [aria-expanded=true]') !== null
  );
}
