import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { DiscardDialog } from './DiscardDialog.tsx';
import { useText } from './language.tsx';
import styles from './Modal.module.css';

type Props = {
  readonly title: string;
  /** Under the title: what it is about. */
  readonly text?: ReactNode;
  /** Buttons, the primary one last. */
  readonly footer?: ReactNode;
  readonly onClose: () => void;
  /** Something was typed: Esc and a click outside ask first. */
  readonly isDirty?: boolean;
  readonly place?: 'middle' | 'left' | 'top';
  /** The title is for readers only. */
  readonly hidesTitle?: boolean;
  readonly children?: ReactNode;
};

/** A dialog of the panel, open while it is mounted: focus stays inside and is given back, Esc closes. */
export function Modal(props: Props) {
  const { title, text, footer, onClose, isDirty = false, place = 'middle', hidesTitle = false, children } = props;
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const leave = () => {
    if (isDirty) setAsking(true);
    else onClose();
  };
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && leave()}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} />
        <Base.Popup className={classNames(styles.popup, styles[place])}>
          <div className={hidesTitle ? 'for-readers' : styles.head}>
            <div>
              <Base.Title className={styles.title}>{title}</Base.Title>
              {text !== undefined && <Base.Description className={styles.text}>{text}</Base.Description>}
            </div>
            {!hidesTitle && (
              <Base.Close className={styles.close} aria-label={t('ui.close')}>
                <X aria-hidden />
              </Base.Close>
            )}
          </div>
          {children !== undefined && <div className={styles.content}>{children}</div>}
          {footer !== undefined && <div className={styles.footer}>{footer}</div>}
        </Base.Popup>
      </Base.Portal>
      {isAsking && <DiscardDialog onStay={() => setAsking(false)} onDiscard={onClose} />}
    </Base.Root>
  );
}
