import { useState } from 'react';
import { useText } from '../../../ui/language.tsx';
import { PdfCanvas } from '../../../ui/PdfCanvas.tsx';
import { ZoomView } from '../../../ui/ZoomView.tsx';
import styles from './Record.module.css';

type Props = { readonly file: Blob; readonly alt: string; readonly title: string };

/** The sheet as it would be printed; pressed, it fills the screen. */
export function CertificatePreview({ file, alt, title }: Props) {
  const t = useText();
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing');
  const [isZoomed, setZoomed] = useState(false);
  if (state === 'failed') return <p role="status">{t('panel.students.certificate.no-preview')}</p>;
  return (
    <>
      <button
        type="button"
        className={styles.sheet}
        data-state={state}
        aria-label={t('panel.students.certificate.enlarge', { alt })}
        onClick={() => setZoomed(true)}
      >
        <PdfCanvas file={file} alt={alt} onDrawn={() => setState('drawn')} onFailed={() => setState('failed')} />
      </button>
      {isZoomed && <ZoomView title={title} file={file} alt={alt} onClose={() => setZoomed(false)} />}
    </>
  );
}
