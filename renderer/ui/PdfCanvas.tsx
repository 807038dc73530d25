import { useEffect, useEffectEvent, useRef } from 'react';
import type { OpenPdf } from './open-pdf.ts';

type Props = {
  readonly file: Blob;
  /** Name, subject and result in words. */
  readonly alt: string;
  readonly className?: string | undefined;
  readonly onDrawn?: () => void;
  readonly onFailed?: () => void;
};

/** The server's PDF, drawn at the resolution of the device; drawn anew when its width changes. */
export function PdfCanvas({ file, alt, className, onDrawn, onFailed }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const drawn = useEffectEvent(() => onDrawn?.());
  const failed = useEffectEvent(() => onFailed?.());
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    return keepDrawn(canvas, file, { drawn: () => drawn(), failed: () => failed() });
  }, [file]);
  return <canvas ref={ref} role="img" aria-label={alt} className={className} />;
}

type Reports = { readonly drawn: () => void; readonly failed: () => void };

function keepDrawn(canvas: HTMLCanvasElement, file: Blob, reports: Reports): () => void {
  const stop = new AbortController();
  const isStopped = () => stop.signal.aborted;
  let drawing = Promise.resolve();
  let width = 0;

  async function drawAtWidth(pdf: OpenPdf): Promise<void> {
    const wanted = Math.round(canvas.clientWidth * window.devicePixelRatio);
    if (isStopped() || wanted === 0 || wanted === width) return;
    width = wanted;
    await pdf.draw(canvas, wanted);
    if (!isStopped()) reports.drawn();
  }
  function fail(): void {
    // The text of the result and the buttons stay; the preview alone is missing.
    if (!isStopped()) reports.failed();
  }
  async function open(): Promise<void> {
    const { openPdf } = await import('./open-pdf.ts');
    const pdf = await openPdf(file);
    const observer = new ResizeObserver(() => {
      drawing = drawing.then(() => drawAtWidth(pdf)).catch(fail);
    });
    stop.signal.addEventListener('abort', () => {
      observer.disconnect();
      pdf.close();
    });
    if (isStopped()) {
      pdf.close();
      return;
    }
    canvas.style.aspectRatio = `${pdf.width} / ${pdf.height}`;
    observer.observe(canvas);
  }

  void open().catch(fail);
  return () => stop.abort();
}
