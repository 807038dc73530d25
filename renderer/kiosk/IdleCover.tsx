import { Hand, LogOut } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Rosette } from '../ui/Guilloche.tsx';
import { useText } from '../ui/language.tsx';
import styles from './IdleCover.module.css';

const spoken = [20, 10, 5];
const total = 20;

type Props = { readonly left: number; readonly onStay: () => void; readonly onClear: () => void };

/** Covers the whole page opaquely and counts down. Any touch on it means somebody is there. */
export function IdleCover({ left, onStay, onClear }: Props) {
  const t = useText();
  return (
    <Dialog labelledBy="idle-title" role="alertdialog" onCancel={onStay} className={styles.cover}>
      <div className={styles.ground} onPointerDown={onStay}>
        <Rosette className={styles.rose} />
      </div>
      <div className={styles.card}>
        <div className={styles.ring} aria-hidden="true">
          <svg viewBox="0 0 120 120">
            <circle cx="60" cy="60" r="54" />
            <circle data-left cx="60" cy="60" r="54" pathLength="100" strokeDasharray={`${(left / total) * 100} 100`} />
          </svg>
          <b>{left}</b>
        </div>
        <h2 id="idle-title">{t('kiosk.idle.title')}</h2>
        <p aria-hidden="true">{t('kiosk.idle.lead', { seconds: left })}</p>
        <p className="for-readers" role="status">
          {spoken.includes(left) ? t('kiosk.idle.lead', { seconds: left }) : ''}
        </p>
        <div className={styles.actions}>
          <Button kind="primary" size="large" icon={<Hand aria-hidden />} onClick={onStay} autoFocus>
            {t('kiosk.idle.stay')}
          </Button>
          <Button icon={<LogOut aria-hidden />} onClick={onClear}>
            {t('kiosk.idle.clear')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
