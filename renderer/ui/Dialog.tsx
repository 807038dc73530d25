import { useLayoutEffect, useRef, type ReactNode } from 'react';
import styles from './Dialog.module.css';
import { classNames } from './class-names.ts';

type Props = {
  /** Id of the heading inside. */
  readonly labelledBy: string;
  readonly role?: 'dialog' | 'alertdialog';
  /** Esc was pressed, or the browser's back gesture. */
  readonly onCancel: () => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** The browser's own modal: the page behind is inert, focus is kept inside and given back. Open while it is mounted. */
export function Dialog({ labelledBy, role = 'dialog', onCancel, className, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect: its end runs while the dialog is still in the page, and only then does it give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      role={role}
      className={classNames(styles.dialog, className)}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
