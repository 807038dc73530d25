/** The fine-line pattern of security print, as SVG path data. */

type Ring = {
  readonly outer: number;
  readonly inner: number;
  readonly lobes: number;
  /** Revolutions until the line closes; no common divisor with `lobes`. */
  readonly turns: number;
};

const rings: readonly Ring[] = [
  { outer: 100, inner: 46, lobes: 31, turns: 12 },
  { outer: 66, inner: 17, lobes: 23, turns: 9 },
  { outer: 34, inner: 5, lobes: 16, turns: 7 },
];

/** Closed curves around 0,0 within a radius of 100. */
export function rosettePaths(): readonly string[] {
  return rings.map(ringPath);
}

function ringPath({ outer, inner, lobes, turns }: Ring): string {
  const middle = (outer + inner) / 2;
  const swing = (outer - inner) / 2;
  const points = lobes * 24;
  const parts: string[] = [];
  for (let index = 0; index < points; index += 1) {
    const share = index / points;
    const radius = middle + swing * Math.cos(2 * Math.PI * lobes * share);
    const angle = 2 * Math.PI * turns * share;
    parts.push(`${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`);
  }
  return `M${parts.join('L')}Z`;
}

/** Twelve waves of one family across 1200 x 120. */
export function wavePaths(): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => wavePath(index / 11));
}

function wavePath(share: number): string {
  const parts: string[] = [];
  for (let x = 0; x <= 1200; x += 12) {
    const turn = (x / 1200) * 2 * Math.PI;
    const y =
      60 + 46 * Math.sin(turn * 1.5 + share * 2.2) * (0.35 + 0.65 * share) + 14 * Math.sin(turn * 4 + share * 3);
    parts.push(`${x} ${y.toFixed(1)}`);
  }
  return `M${parts.join('L')}`;
}
