import { Minus, Plus, X } from 'lucide-react';
import { useId, useRef, useState, type PointerEvent } from 'react';
import { Dialog } from './Dialog.tsx';
import { useText } from './language.tsx';
import { PdfCanvas } from './PdfCanvas.tsx';
import styles from './ZoomView.module.css';

const least = 100;
const most = 300;
const step = 50;

type Props = { readonly title: string; readonly file: Blob; readonly alt: string; readonly onClose: () => void };

/** The certificate on the whole screen, 100 to 300 %, dragged with a finger or the mouse. */
export function ZoomView({ title, file, alt, onClose }: Props) {
  const t = useText();
  const id = useId();
  const [percent, setPercent] = useState(least);
  const stage = useRef<HTMLDivElement>(null);
  const zoom = (by: number) => setPercent((now) => Math.min(most, Math.max(least, now + by)));

  /** A finger scrolls by itself; the mouse needs help. */
  function drag({ pointerType, buttons, movementX, movementY }: PointerEvent): void {
    if (pointerType === 'mouse' && buttons === 1) stage.current?.scrollBy(-movementX, -movementY);
  }

  return (
    <Dialog labelledBy={id} onCancel={onClose} className={styles.dialog}>
      <div className={styles.bar}>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          onClick={() => zoom(-step)}
          disabled={percent === least}
          aria-label={t('ui.zoom.smaller')}
        >
          <Minus aria-hidden />
        </button>
        <output>{t('ui.zoom.percent', { percent })}</output>
        <button type="button" onClick={() => zoom(step)} disabled={percent === most} aria-label={t('ui.zoom.larger')}>
          <Plus aria-hidden />
        </button>
        <button type="button" className={styles.close} onClick={onClose}>
          <X aria-hidden />
          <span>{t('ui.zoom.close')}</span>
        </button>
      </div>
      <div ref={stage} className={styles.stage} onPointerMove={drag} tabIndex={0} role="region" aria-labelledby={id}>
        <div className={styles.page} style={{ width: `${percent}%` }}>
          <PdfCanvas file={file} alt={alt} />
        </div>
      </div>
    </Dialog>
  );
}
