import { create } from 'qrcode';
import styles from './QrCode.module.css';

type Props = { readonly text: string; readonly label: string; readonly className?: string | undefined };

/** A code for phones: dark on white in either theme, or cameras would not read it. */
export function QrCode({ text, label, className }: Props) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const cells = Array.from(modules.data, (isDark, at) =>
    isDark ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : '',
  );
  return (
    <svg
      className={className ?? styles.code}
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={`M-4 -4h${size + 8}v${size + 8}h-${size + 8}z`} fill="#fff" />
      <path d={cells.join('')} fill="#171b1c" />
    </svg>
  );
}
