import { ZoomIn } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import type { CertificateFile } from '../views.ts';
import { PdfCanvas } from '../../ui/PdfCanvas.tsx';
import styles from './ResultScreen.module.css';
import { ZoomView } from '../../ui/ZoomView.tsx';

type Props = {
  readonly file: CertificateFile | undefined;
  readonly alt: string;
  readonly onSum: () => void;
  readonly onRetry: () => void;
};

/** The sheet as it will be printed; a tap shows it on the whole screen. */
export function CertificateView({ file, alt, onSum, onRetry }: Props) {
  const t = useText();
  if (file?.kind === 'needs-sum') {
    return (
      <div className={classNames(styles.sheet, styles.empty)}>
        <p>{t('kiosk.result.needs-sum')}</p>
        <Button onClick={onSum}>{t('kiosk.result.show')}</Button>
      </div>
    );
  }
  if (file?.kind === 'failed') {
    return (
      <div className={classNames(styles.sheet, styles.empty)}>
        {file.problem.status === 422 ? (
          <p role="alert">{t('kiosk.result.cannot-draw')}</p>
        ) : (
          <ProblemText problem={file.problem} />
        )}
        <Button onClick={onRetry}>{t('kiosk.trouble.again')}</Button>
      </div>
    );
  }
  if (!file) return <div className={classNames(styles.sheet, styles.skeletonSheet)} aria-busy="true" />;
  return <ReadyView file={file.file} alt={alt} />;
}

function ReadyView({ file, alt }: { readonly file: Blob; readonly alt: string }) {
  const t = useText();
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing');
  const [isZoomed, setZoomed] = useState(false);
  if (state === 'failed') {
    return (
      <div className={classNames(styles.sheet, styles.empty)}>
        <p role="status">{t('kiosk.result.no-preview')}</p>
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        className={styles.sheet}
        data-state={state}
        aria-label={t('kiosk.result.enlarge', { alt })}
        onClick={() => setZoomed(true)}
      >
        <PdfCanvas file={file} alt={alt} onDrawn={() => setState('drawn')} onFailed={() => setState('failed')} />
      </button>
      <p className={styles.zoomHint} aria-hidden="true">
        <ZoomIn />
        <span>{t('kiosk.result.zoom-hint')}</span>
      </p>
      {isZoomed && <ZoomView title={t('kiosk.zoom.title')} file={file} alt={alt} onClose={() => setZoomed(false)} />}
    </>
  );
}
