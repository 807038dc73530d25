import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import { useRef, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import { useText } from './language.tsx';
import styles from './Modal.module.css';
import type { Problem } from './problem.ts';
import { ProblemText } from './ProblemText.tsx';

type Props = {
  /** The question. */
  readonly title: string;
  /** Verb and object: what will be done. */
  readonly confirm: string;
  readonly cancel?: string;
  readonly isDanger?: boolean;
  readonly busy?: boolean;
  readonly problem?: Problem | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  /** What follows from it. */
  readonly children?: ReactNode;
};

/** A question before something that is felt by others or cannot be taken back. The way out has the focus. */
export function ConfirmDialog(props: Props) {
  const {
    title,
    confirm,
    cancel,
    isDanger = false,
    busy = false,
    problem = null,
    onConfirm,
    onCancel,
    children,
  } = props;
  const t = useText();
  const wayOut = useRef<HTMLButtonElement>(null);
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onCancel()}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} forceRender />
        <Base.Popup className={classNames(styles.popup, styles.middle, styles.question)} initialFocus={wayOut}>
          <Base.Title className={styles.title}>{title}</Base.Title>
          {children !== undefined && (
            <Base.Description className={styles.text} render={<div />}>
              {children}
            </Base.Description>
          )}
          <ProblemText problem={problem} />
          <div className={styles.footer}>
            <Button ref={wayOut} size="medium" onClick={onCancel}>
              {cancel ?? t('ui.cancel')}
            </Button>
            <Button size="medium" kind={isDanger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
