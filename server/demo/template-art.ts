import { circle, lobedRing, num, polygon, spirograph, star, wave } from './guilloche.ts';

/** A4 landscape, points. */
export const page = { width: 841.89, height: 595.28 } as const;
const paper = '#fffdf8';
export const gold = '#c8a24a';

/** The colours of one award: text and rim, body, highlights. */
export type Metal = { readonly deep: string; readonly body: string; readonly light: string };

const metals: readonly Metal[] = [
  { deep: '#96690a', body: '#d6a93a', light: '#f6e3a6' },
  { deep: '#5b6770', body: '#a9b4bb', light: '#eceff1' },
  { deep: '#8a4f24', body: '#bf7f4c', light: '#f0d3ba' },
];

/** Gold, silver, bronze for the first three awards of a subject, the center's own colour for the rest. */
export function metalOf(rank: number, primary: string): Metal {
  return metals[rank] ?? { deep: primary, body: mix(primary, 0.35), light: mix(primary, 0.82) };
}

/** `#rrggbb` laid over with `share` of white. */
function mix(hex: string, share: number): string {
  const part = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16);
    return Math.round(value + (255 - value) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}

/** The three components of `#rrggbb` as PDF numbers. */
export function rgb(hex: string): string {
  return [1, 3, 5].map((start) => num(Number.parseInt(hex.slice(start, start + 2), 16) / 255)).join(' ');
}

const stroke = (color: string, width: number, ...paths: readonly string[]) =>
  `${rgb(color)} RG ${num(width)} w 1 J 1 j\n${paths.join('\n')}\nS`;
const fill = (color: string, ...paths: readonly string[]) => `${rgb(color)} rg\n${paths.join('\n')}\nf`;
const rect = (inset: number) =>
  `${num(inset)} ${num(inset)} ${num(page.width - 2 * inset)} ${num(page.height - 2 * inset)} re`;

/** Draws the form `name` under a matrix. */
const place = (name: string, ...matrix: readonly number[]) => `q ${matrix.map(num).join(' ')} cm /${name} Do Q`;
const placeTurned = (name: string, x: number, y: number, angle: number) => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const part = (value: number) => value.toFixed(5);
  return `q ${part(cos)} ${part(sin)} ${part(-sin)} ${part(cos)} ${num(x)} ${num(y)} cm /${name} Do Q`;
};

/** A piece of art with its bounding box, to be put into the file once. */
export type Form = { readonly box: readonly [number, number, number, number]; readonly content: string };
const around = (reach: number) => [-reach, -reach, reach, reach] as const;

const tilePeriod = 26;
const bandMiddle = 33;
const cornerMiddle = 44;
const corner = cornerMiddle + 24;

/** Small forms that the background repeats, so that a page of fine lines stays a few kilobytes. */
export function smallForms(primary: string): Readonly<Record<'Tile' | 'Petal' | 'Leaf', Form>> {
  const phases = [0, 1, 2, 3, 4, 5].map((index) => (index * Math.PI) / 6);
  const tile = [
    stroke(mix(primary, 0.1), 0.32, ...phases.map((phase) => wave(tilePeriod, 6.6, phase))),
    stroke(gold, 0.34, wave(tilePeriod, 3.4, 0.6, 2), wave(tilePeriod, 3.4, 0.6 + Math.PI, 2)),
  ].join('\n');
  const petal = stroke(mix(primary, 0.8), 0.34, lobedRing(200, 0.62, 7));
  const leaf = stroke(mix(primary, 0.25), 0.3, lobedRing(18.4, 0.7, 4));
  return {
    Tile: { box: around(tilePeriod * 2), content: tile },
    Petal: { box: around(205), content: petal },
    Leaf: { box: around(24), content: leaf },
  };
}

/** Paper, frames, guilloche band, corner pieces and the large rosette behind the text. */
export function backgroundArt(primary: string): string {
  const [left, right] = [cornerMiddle, page.width - cornerMiddle];
  const [bottom, top] = [cornerMiddle, page.height - cornerMiddle];
  const corners = [left, right].flatMap((x) => [bottom, top].map((y) => [x, y] as const));
  return [
    `${rgb(paper)} rg 0 0 ${num(page.width)} ${num(page.height)} re f`,
    ...turns(12, (2 * Math.PI) / 7).map((angle) => placeTurned('Petal', page.width / 2, 290, angle)),
    `q 0.34 0 0 0.34 ${num(page.width / 2)} 290 cm`,
    ...turns(9, (2 * Math.PI) / 7).map((angle) => placeTurned('Petal', 0, 0, angle)),
    'Q',
    ...band(),
    stroke(primary, 1.4, rect(20)),
    stroke(primary, 0.5, rect(23.4)),
    stroke(primary, 0.5, rect(42.6)),
    stroke(gold, 1.9, rect(47)),
    ...corners.flatMap(([x, y]) => cornerPiece(x, y, primary)),
  ].join('\n');
}

function turns(count: number, sector: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (sector * index) / count);
}

function band(): string[] {
  const side = (length: number) => {
    const count = Math.round(length / tilePeriod);
    return Array.from({ length: count }, (_, index) => ({
      start: (length * index) / count,
      scale: length / count / tilePeriod,
    }));
  };
  const across = side(page.width - 2 * corner);
  const up = side(page.height - 2 * corner);
  return [
    ...[bandMiddle, page.height - bandMiddle].flatMap((y) =>
      across.map(({ start, scale }) => place('Tile', scale, 0, 0, 1, corner + start, y)),
    ),
    ...[bandMiddle, page.width - bandMiddle].flatMap((x) =>
      up.map(({ start, scale }) => place('Tile', 0, scale, -1, 0, x, corner + start)),
    ),
  ];
}

/** A framed square with a small rosette; covers the ends of the band. */
function cornerPiece(x: number, y: number, primary: string): string[] {
  const square = (half: number) => `${num(x - half)} ${num(y - half)} ${num(2 * half)} ${num(2 * half)} re`;
  return [
    `${rgb(paper)} rg ${square(24)} f`,
    ...turns(6, Math.PI / 2).map((angle) => placeTurned('Leaf', x, y, angle)),
    stroke(primary, 1.4, square(24)),
    stroke(gold, 0.9, square(20.6)),
    fill(primary, circle(x, y, 4.4)),
    fill(gold, star(x, y, 3.4)),
  ];
}

/** The center's mark: a star that rises over an arc. */
export function emblemArt(x: number, y: number, primary: string, accent: string): string {
  const arc = (lift: number, half: number) =>
    `${num(x - half)} ${num(y - 13 + lift)} m ${num(x - half / 2)} ${num(y - 7 + lift)} ${num(x + half / 2)} ${num(y - 7 + lift)} ${num(x + half)} ${num(y - 13 + lift)} c`;
  return [fill(accent, star(x, y + 4, 12.5)), stroke(primary, 1.5, arc(0, 21)), stroke(gold, 0.8, arc(-3.2, 16))].join(
    '\n',
  );
}

/** The medal of an award around the origin: ribbons, scalloped rim, guilloche face, star. */
export function medalForm(metal: Metal, ribbon: string): Form {
  const tail = (side: 1 | -1) =>
    polygon([
      [side * 5, -14],
      [side * 24, -12],
      [side * 30, -60],
      [side * 20.5, -53.5],
      [side * 12.5, -61],
    ]);
  const crease = (side: 1 | -1) => `${num(side * 16)} -30 m ${num(side * 20.5)} -53.5 l`;
  const content = [
    fill(ribbon, tail(1), tail(-1)),
    stroke(mix(ribbon, 0.55), 0.6, crease(1), crease(-1)),
    fill(metal.deep, lobedRing(38, 0.09, 36)),
    fill(metal.body, circle(0, 0, 34.5)),
    stroke(metal.light, 0.5, circle(0, 0, 32.6), circle(0, 0, 24.4)),
    stroke(metal.light, 0.32, spirograph(31.6, 29, 8, 0.42)),
    fill(metal.body, circle(0, 0, 20.5)),
    stroke(metal.deep, 0.7, circle(0, 0, 20.5)),
    stroke(metal.light, 0.5, circle(0, 0, 19)),
    fill(metal.light, star(0, 0, 15)),
    stroke(metal.deep, 0.5, star(0, 0, 15)),
  ].join('\n');
  return { box: [-40, -64, 40, 40], content };
}

export const stampRed = '#c22f22';

/** The round red stamp of a Vietnamese office, without its lettering (the caller sets that). */
export function stampArt(x: number, y: number): string {
  return [
    stroke(stampRed, 1.7, circle(x, y, 33)),
    stroke(stampRed, 0.6, circle(x, y, 30.4), circle(x, y, 20.6)),
    fill(stampRed, star(x, y, 12)),
  ].join('\n');
}

/** A signature in blue ink that belongs to nobody. */
export function signatureArt(x: number, y: number): string {
  const from = (dx: number, dy: number) => `${num(x + dx)} ${num(y + dy)}`;
  const curve = (...points: readonly (readonly [number, number])[]) =>
    `${points.map(([dx, dy]) => from(dx, dy)).join(' ')} c`;
  return stroke(
    '#1f3c8a',
    1.3,
    `${from(0, 0)} m`,
    curve([10, 24], [24, 38], [29, 30], [33, 20], [8, -4], [18, -3]),
    curve([28, -2], [30, 18], [38, 17], [44, 15], [34, -2], [42, -1]),
    curve([52, 1], [52, 17], [61, 15], [66, 13], [56, -1], [66, 2]),
    curve([74, 5], [80, 16], [96, 12], [70, 6], [30, -4], [10, -11]),
  );
}
