import { useState } from 'react';
import { useText } from '../../../ui/language.tsx';
import { PdfCanvas } from '../../../ui/PdfCanvas.tsx';
import { ZoomView } from '../../../ui/ZoomView.tsx';
import styles from './Record.module.css';

type Props = { readonly file: Blob; readonly alt: string; readonly title: string };

/** The sheet as it would be printed; pressed, it fills the screen. */
export function CertificatePreview({ file, alt, title }: Props) {
  const t = useText();
  const [isFailed, setFailed] = useState(false);
  const [isZoomed, setZoomed] = useState(false);
  if (isFailed) return <p role="status">{t('panel.students.certificate.no-preview')}</p>;
  return (
    <>
      <button
        type="button"
        className={styles.sheet}
        aria-label={t('panel.students.certificate.enlarge', { alt })}
        onClick={() => setZoomed(true)}
      >
        <PdfCanvas file={file} alt={alt} onFailed={() => setFailed(true)} />
      </button>
      {isZoomed && <ZoomView title={title} file={file} alt={alt} onClose={() => setZoomed(false)} />}
    </>
  );
}
