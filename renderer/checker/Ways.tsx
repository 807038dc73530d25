import { Camera, ClipboardPaste, FileText, Image } from 'lucide-react';
import { useText } from '../ui/language.tsx';
import { FileButton } from './FileButton.tsx';
import styles from './Ways.module.css';

type Props = {
  readonly onFile: (file: File) => void;
  readonly onPaste: () => void;
  readonly onCamera: (() => void) | null;
};

/** The four ways in. The camera stays in view where it cannot be used, with the reason. */
export function Ways({ onFile, onPaste, onCamera }: Props) {
  const t = useText();
  return (
    <div className={styles.ways}>
      <FileButton accept="image/*" className={`${styles.way} ${styles.main}`} onFile={onFile}>
        <Image aria-hidden />
        <b>{t('checker.way.photo')}</b>
        <span>{t('checker.way.photo.hint')}</span>
      </FileButton>
      <FileButton accept="application/pdf,.pdf" className={styles.way} onFile={onFile}>
        <FileText aria-hidden />
        <b>{t('checker.way.pdf')}</b>
        <span>{t('checker.way.pdf.hint')}</span>
      </FileButton>
      <button type="button" className={styles.way} onClick={onPaste}>
        <ClipboardPaste aria-hidden />
        <b>{t('checker.way.paste')}</b>
        <span>{t('checker.way.paste.hint')}</span>
      </button>
      {onCamera ? (
        <button type="button" className={styles.way} onClick={onCamera}>
          <Camera aria-hidden />
          <b>{t('checker.way.camera')}</b>
          <span>{t('checker.way.camera.hint')}</span>
        </button>
      ) : (
        <div className={`${styles.way} ${styles.off}`}>
          <Camera aria-hidden />
          <b>{t('checker.way.camera')}</b>
          <span>{t('checker.way.camera.off')}</span>
        </div>
      )}
    </div>
  );
}
