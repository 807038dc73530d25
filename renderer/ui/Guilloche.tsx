import { rosettePaths, wavePaths } from './guilloche.ts';

type Props = { readonly className?: string | undefined };

/** The product's one ornament. Where it may stand is a rule of the design, not of this file. */
export function Rosette({ className }: Props) {
  return (
    <svg
      className={className}
      viewBox="-104 -104 208 208"
      fill="none"
      stroke="currentColor"
      strokeWidth=".36"
      aria-hidden
    >
      {rosettePaths().map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}

/** The same hand as a band, for the head of a page. */
export function WaveBand({ className }: Props) {
  return (
    <svg
      className={className}
      viewBox="0 0 1200 120"
      preserveAspectRatio="none"
      fill="none"
      stroke="currentColor"
      aria-hidden
    >
      {wavePaths().map((path) => (
        <path key={path} d={path} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
}
