/**
 * The fine-line pattern of security print as PDF path operators. Pure geometry, in points; the caller sets the colour
 * and line width, and strokes or fills.
 */
type Point = readonly [x: number, y: number];

const turn = 2 * Math.PI;

/** A number as PDF wants it: at most 2 decimals, no exponent. */
export function num(value: number): string {
  const text = value.toFixed(2).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

/** A smooth path through the points (Catmull-Rom as Bezier curves). A closed one repeats its first point by itself. */
function smoothPath(points: readonly Point[], isClosed: boolean): string {
  const count = points.length;
  const at = (index: number): Point => {
    const place = isClosed ? (index + count) % count : Math.min(Math.max(index, 0), count - 1);
    return points[place] ?? [0, 0];
  };
  const parts = [`${num(at(0)[0])} ${num(at(0)[1])} m`];
  for (let index = 0; index < (isClosed ? count : count - 1); index += 1) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const handles = [
      from[0] + (to[0] - before[0]) / 6,
      from[1] + (to[1] - before[1]) / 6,
      to[0] - (after[0] - from[0]) / 6,
      to[1] - (after[1] - from[1]) / 6,
      ...to,
    ];
    parts.push(`${handles.map(num).join(' ')} c`);
  }
  return parts.join('\n') + (isClosed ? ' h' : '');
}

/** One period of a sine from x = 0 to `period`; begins and ends with the same height and slope, so tiles join. */
export function wave(period: number, amplitude: number, phase: number, cycles = 1): string {
  const steps = 12 * cycles;
  const points: Point[] = [];
  for (let step = -1; step <= steps + 1; step += 1) {
    points.push([(period * step) / steps, amplitude * Math.sin((turn * cycles * step) / steps + phase)]);
  }
  const path = smoothPath(points, false).split('\n');
  // The points outside the tile only bend the ends; their own segments are left out.
  const [startX, startY] = points[1] ?? [0, 0];
  return [`${num(startX)} ${num(startY)} m`, ...path.slice(2, -1)].join('\n');
}

/** A closed curve of `lobes` waves around the origin, between `radius * (1 - depth)` and `radius`. */
export function lobedRing(radius: number, depth: number, lobes: number, phase = 0): string {
  const steps = lobes * 8;
  const points = Array.from({ length: steps }, (_, step): Point => {
    const angle = (turn * step) / steps;
    const reach = radius * (1 - depth / 2 + (depth / 2) * Math.cos(lobes * angle + phase));
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
  return smoothPath(points, true);
}

/** A closed spirograph curve: `lobes` loops while the centre goes round `turns` times. */
export function spirograph(radius: number, lobes: number, turns: number, depth: number): string {
  const steps = Math.max(lobes * 14, turns * 24);
  const points = Array.from({ length: steps }, (_, step): Point => {
    const angle = (turn * turns * step) / steps;
    const reach = radius * (1 - depth / 2 + (depth / 2) * Math.cos((lobes / turns) * angle));
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
  return smoothPath(points, true);
}

export function circle(x: number, y: number, radius: number): string {
  const k = radius * 0.5523;
  return [
    `${num(x + radius)} ${num(y)} m`,
    `${[x + radius, y + k, x + k, y + radius, x, y + radius].map(num).join(' ')} c`,
    `${[x - k, y + radius, x - radius, y + k, x - radius, y].map(num).join(' ')} c`,
    `${[x - radius, y - k, x - k, y - radius, x, y - radius].map(num).join(' ')} c`,
    `${[x + k, y - radius, x + radius, y - k, x + radius, y].map(num).join(' ')} c h`,
  ].join('\n');
}

/** A five-pointed star with one point up. */
export function star(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, corner): Point => {
    const angle = turn / 4 + (turn * corner) / 10;
    const reach = corner % 2 === 0 ? radius : radius * 0.382;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  return polygon(points);
}

export function polygon(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${num(x)} ${num(y)} ${index === 0 ? 'm' : 'l'}`).join('\n') + ' h';
}
