/** Everything of one QR version that does not depend on the data, at level M with mask 3. */
export type QrVersion = {
  readonly version: number;
  /** Modules a side, quiet zone not counted. */
  readonly size: number;
  /** Bytes of a row of `base`; rows begin on a byte, the highest bit is the left-most module. */
  readonly stride: number;
  /** Function modules, format and version, and the mask over an all-zero message: what remains is to flip. */
  readonly base: Uint8Array;
  /** Where the bits of the message go, in its order: index of the byte in `base` times 256, and its bit. */
  readonly places: Uint32Array;
  /** Message bytes that one code of this version holds in byte mode. */
  readonly capacity: number;
  readonly dataCodewords: number;
  readonly blocks: number;
  readonly eccPerBlock: number;
};

const mask = 3;
const isMasked = (x: number, y: number) => (x + y) % 3 === 0;

/** Codewords of error correction per block at level M, versions 1 to 40. Source: ISO/IEC 18004 table 9. */
const eccPerBlock = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];
/** Blocks at level M, versions 1 to 40. Source: ISO/IEC 18004 table 9. */
const blocksOf = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35,
  37, 38, 40, 43, 45, 47, 49,
];

/** Source: ISO/IEC 18004 sections 6.3, 7.7 to 7.10. */
export function makeQrVersion(version: number): QrVersion {
  const grid = createGrid(17 + 4 * version);
  drawFinders(grid);
  drawTiming(grid);
  drawAlignment(grid, version);
  drawFormat(grid);
  drawVersion(grid, version);

  const order = dataOrder(grid);
  const stride = Math.ceil(grid.size / 8);
  const base = new Uint8Array(stride * grid.size);
  const flip = (x: number, y: number) => {
    base[y * stride + (x >> 3)] = (base[y * stride + (x >> 3)] ?? 0) ^ (0x80 >> (x & 7));
  };
  for (let y = 0; y < grid.size; y += 1) {
    for (let x = 0; x < grid.size; x += 1) {
      const isDark = grid.isReserved(x, y) ? grid.isDark(x, y) : isMasked(x, y);
      if (isDark) flip(x, y);
    }
  }
  const codewords = Math.floor(order.length / 8);
  const [ecc = 0, blocks = 0] = [eccPerBlock[version - 1], blocksOf[version - 1]];
  const dataCodewords = codewords - ecc * blocks;
  const bits = order.slice(0, codewords * 8);
  return {
    version,
    size: grid.size,
    stride,
    base,
    places: Uint32Array.from(bits, ([x, y]) => ((y * stride + (x >> 3)) << 8) | (0x80 >> (x & 7))),
    capacity: Math.floor((dataCodewords * 8 - 4 - countBits(version)) / 8),
    dataCodewords,
    blocks,
    eccPerBlock: ecc,
  };
}

/** Bits of the length in byte mode. Source: ISO/IEC 18004 table 3. */
export function countBits(version: number): number {
  return version < 10 ? 8 : 16;
}

type Grid = ReturnType<typeof createGrid>;

/** Modules that are fixed by the version; whatever is reserved last counts, what lies outside is left out. */
function createGrid(size: number) {
  const dark = new Uint8Array(size * size);
  const reserved = new Uint8Array(size * size);
  function reserve(x: number, y: number, isDark: boolean): void {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    reserved[y * size + x] = 1;
    dark[y * size + x] = isDark ? 1 : 0;
  }
  return {
    size,
    reserve,
    isReserved: (x: number, y: number) => reserved[y * size + x] === 1,
    isDark: (x: number, y: number) => dark[y * size + x] === 1,
  };
}

function drawFinders(grid: Grid): void {
  for (const [cx, cy] of [
    [3, 3],
    [grid.size - 4, 3],
    [3, grid.size - 4],
  ] as const) {
    drawSquares(grid, { cx, cy, reach: 4, isDark: (ring) => ring !== 2 && ring !== 4 });
  }
}

function drawTiming(grid: Grid): void {
  for (let at = 8; at < grid.size - 8; at += 1) {
    grid.reserve(at, 6, at % 2 === 0);
    grid.reserve(6, at, at % 2 === 0);
  }
}

function drawAlignment(grid: Grid, version: number): void {
  const centers = alignmentCenters(version, grid.size);
  const last = centers.length - 1;
  centers.forEach((cy, row) => {
    centers.forEach((cx, column) => {
      const isFinder = (row === 0 && (column === 0 || column === last)) || (row === last && column === 0);
      if (!isFinder) drawSquares(grid, { cx, cy, reach: 2, isDark: (ring) => ring !== 1 });
    });
  });
}

/** Evenly spaced from the far end, the first at 6; version 32 is the one exception. Source: ISO/IEC 18004 annex E. */
function alignmentCenters(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((size - 13) / (2 * (count - 1))) * 2;
  const centers = Array.from({ length: count - 1 }, (_, index) => size - 7 - index * step).reverse();
  return [6, ...centers];
}

type Squares = {
  readonly cx: number;
  readonly cy: number;
  readonly reach: number;
  readonly isDark: (ring: number) => boolean;
};

function drawSquares(grid: Grid, { cx, cy, reach, isDark }: Squares): void {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      grid.reserve(cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }
}

/** Level M has the bits 00. Source: ISO/IEC 18004 section 7.9. */
function drawFormat(grid: Grid): void {
  const bits = ((mask << 10) | remainder(mask << 10, 0x537)) ^ 0x5412;
  const isSet = (index: number) => ((bits >> index) & 1) === 1;
  const end = grid.size - 1;
  for (let index = 0; index < 15; index += 1) {
    const isDark = isSet(index);
    const skipTiming = (at: number) => (at >= 6 ? at + 1 : at);
    if (index < 8) grid.reserve(8, skipTiming(index), isDark);
    else grid.reserve(skipTiming(14 - index), 8, isDark);
    if (index < 8) grid.reserve(end - index, 8, isDark);
    else grid.reserve(8, end - 14 + index, isDark);
  }
  grid.reserve(8, grid.size - 8, true);
}

/** Source: ISO/IEC 18004 section 7.10. */
function drawVersion(grid: Grid, version: number): void {
  if (version < 7) return;
  const bits = (version << 12) | remainder(version << 12, 0x1f25);
  for (let index = 0; index < 18; index += 1) {
    const isDark = ((bits >> index) & 1) === 1;
    const [far, near] = [grid.size - 11 + (index % 3), Math.floor(index / 3)];
    grid.reserve(far, near, isDark);
    grid.reserve(near, far, isDark);
  }
}

function remainder(value: number, generator: number): number {
  const degree = 31 - Math.clz32(generator);
  let rest = value;
  while (31 - Math.clz32(rest) >= degree && rest !== 0) {
    rest ^= generator << (31 - Math.clz32(rest) - degree);
  }
  return rest;
}

/** Free modules in the order of the message: two columns at a time from the right, up and down in turn. */
function dataOrder(grid: Grid): (readonly [number, number])[] {
  const order: (readonly [number, number])[] = [];
  let isUpward = true;
  for (let right = grid.size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < grid.size; step += 1) {
      const y = isUpward ? grid.size - 1 - step : step;
      order.push(...pairOf(right, y).filter(([x]) => !grid.isReserved(x, y)));
    }
    isUpward = !isUpward;
  }
  return order;
}

function pairOf(right: number, y: number): (readonly [number, number])[] {
  return [
    [right, y],
    [right - 1, y],
  ];
}
