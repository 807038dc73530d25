/** A center's colours in, safe roles out. Colours are [r, g, b] in 0..255 inside, `#rrggbb` outside. */
type Rgb = readonly [number, number, number];
type Oklch = { readonly l: number; readonly c: number; readonly h: number };

const white: Rgb = [255, 255, 255];
const ink = parseHex('#16191d');

/** What the product wears where a config does not name its colours. */
export const productColours = { primary: '#0b5a66', accent: '#c8452b' } as const;

export type BrandRole =
  | 'brand'
  | 'on-brand'
  | 'brand-hover'
  | 'brand-active'
  | 'brand-ink'
  | 'brand-line'
  | 'brand-tint'
  | 'brand-tint-2'
  | 'brand-deep'
  | 'brand-deep-2'
  | 'on-brand-deep'
  | 'on-brand-deep-2'
  | 'accent'
  | 'accent-ink';
export type BrandRoles = Readonly<Record<BrandRole, string>>;

export type BrandTheme = 'light' | 'dark';
type Surfaces = { readonly dark: boolean; readonly surface: Rgb; readonly sunken: Rgb };

const surfaces: Readonly<Record<BrandTheme, Surfaces>> = {
  light: { dark: false, surface: white, sunken: parseHex('#eceeed') },
  dark: { dark: true, surface: parseHex('#171b1d'), sunken: parseHex('#0c0f10') },
};

/** Every role of one theme. Total: any `#rgb`, `#rrggbb` or `#rrggbbaa` gives contrasts that hold. */
export function deriveBrand(primary: string, accent: string, theme: BrandTheme = 'light'): BrandRoles {
  const on = surfaces[theme];
  const colour = toOklch(parseHex(primary));
  const { fill, onFill } = fillOf(parseHex(primary), colour, on);
  const away = on.dark ? 1 : -1;
  const filled = toOklch(fill);
  const shifted = (by: number) => toHex(fromOklch(filled.l + away * by, filled.c, filled.h));
  const deep = walk(
    (x) => contrastOf(x, white) >= 8.5,
    { l: Math.min(colour.l, 0.4), c: Math.min(colour.c, 0.12), h: colour.h },
    -1,
  );
  const deeper = toOklch(deep);
  return {
    brand: toHex(fill),
    'on-brand': toHex(onFill),
    'brand-hover': shifted(0.05),
    'brand-active': shifted(0.09),
    'brand-ink': toHex(inkOf(colour, on)),
    'brand-line': toHex(lineOf(colour, on)),
    'brand-tint': toHex(tintsOf(colour, on)[0]),
    'brand-tint-2': toHex(tintsOf(colour, on)[1]),
    'brand-deep': toHex(deep),
    'brand-deep-2': toHex(fromOklch(deeper.l + 0.08, deeper.c, deeper.h)),
    'on-brand-deep': toHex(white),
    'on-brand-deep-2': toHex(mix(white, deep, 0.84)),
    accent: toHex(parseHex(accent)),
    'accent-ink': toHex(inkOf(toOklch(parseHex(accent)), on)),
  };
}

/** WCAG 2 contrast of two `#rrggbb` colours, 1..21. */
export function contrast(a: string, b: string): number {
  return contrastOf(parseHex(a), parseHex(b));
}

function fillOf(primary: Rgb, { l, c, h }: Oklch, on: Surfaces): { fill: Rgb; onFill: Rgb } {
  if (on.dark) return { fill: walk((x) => contrastOf(x, ink) >= 7, { l: Math.max(l, 0.62), c, h }, 1), onFill: ink };
  if (contrastOf(primary, on.surface) < 1.15) {
    return { fill: walk((x) => contrastOf(x, white) >= 8.5, { l: 0.4, c: Math.min(c, 0.12), h }, -1), onFill: white };
  }
  if (contrastOf(primary, white) >= 4.5) return { fill: primary, onFill: white };
  if (contrastOf(primary, ink) >= 7) return { fill: primary, onFill: ink };
  return { fill: walk((x) => contrastOf(x, white) >= 4.6, { l, c, h }, -1), onFill: white };
}

function tintsOf({ c, h }: Oklch, { dark }: Surfaces): readonly [Rgb, Rgb] {
  return dark
    ? [fromOklch(0.27, Math.min(c, 0.03), h), fromOklch(0.33, Math.min(c, 0.042), h)]
    : [fromOklch(0.965, Math.min(c, 0.014), h), fromOklch(0.91, Math.min(c, 0.032), h)];
}

/** Text, links, icons. */
function inkOf({ l, c, h }: Oklch, on: Surfaces): Rgb {
  const under = [on.sunken, ...tintsOf({ l, c, h }, on)];
  const isGood = (x: Rgb) => contrastOf(x, on.surface) >= 5.5 && under.every((ground) => contrastOf(x, ground) >= 4.5);
  return walk(isGood, { l: on.dark ? Math.max(l, 0.6) : Math.min(l, 0.94), c, h }, on.dark ? 1 : -1);
}

/** Edges, focus, what is selected. */
function lineOf({ l, c, h }: Oklch, on: Surfaces): Rgb {
  const isGood = (x: Rgb) => contrastOf(x, on.surface) >= 3.1 && contrastOf(x, on.sunken) >= 3;
  return walk(isGood, { l: on.dark ? Math.max(l, 0.5) : Math.min(l, 0.94), c, h }, on.dark ? 1 : -1);
}

/** Darkens or lightens by 0.01 until the colour is good, or black or white is reached. */
function walk(isGood: (colour: Rgb) => boolean, { l, c, h }: Oklch, direction: 1 | -1): Rgb {
  let lightness = l;
  let colour = fromOklch(lightness, c, h);
  while (!isGood(colour) && lightness > 0.02 && lightness < 0.98) {
    lightness += direction * 0.01;
    colour = fromOklch(lightness, c, h);
  }
  return colour;
}

function mix(top: Rgb, bottom: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => top[index] * share + bottom[index] * (1 - share);
  return [at(0), at(1), at(2)];
}

function parseHex(hex: string): Rgb {
  const digits = hex.replace('#', '');
  const long = digits.length <= 4 ? digits.replace(/./g, '$&$&') : digits;
  const alpha = long.length === 8 ? parseInt(long.slice(6), 16) / 255 : 1;
  const at = (start: number) => Math.round(parseInt(long.slice(start, start + 2), 16) * alpha + 255 * (1 - alpha));
  return [at(0), at(2), at(4)];
}

function toHex(colour: Rgb): string {
  const digits = (value: number) =>
    Math.max(0, Math.min(255, Math.round(value)))
      .toString(16)
      .padStart(2, '0');
  return `#${colour.map(digits).join('')}`;
}

function contrastOf(a: Rgb, b: Rgb): number {
  const [x, y] = [luminanceOf(a), luminanceOf(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminanceOf([r, g, b]: Rgb): number {
  const linear = (value: number) => toLinear(Math.round(value));
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function toLinear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function toGamma(linear: number): number {
  const inside = Math.max(0, Math.min(1, linear));
  return 255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055);
}

/** Source: Björn Ottosson, "A perceptual color space for image processing" (2020). */
function toOklch([red, green, blue]: Rgb): Oklch {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const middle = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const l = 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short;
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short;
  const bb = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short;
  return { l, c: Math.hypot(a, bb), h: Math.atan2(bb, a) };
}

function toLinearRgb({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos(h);
  const b = c * Math.sin(h);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

/** Chroma falls by 0.004 until the colour is inside sRGB. */
function fromOklch(l: number, chroma: number, h: number): Rgb {
  let c = chroma;
  const isInside = (value: number) => value >= -0.0005 && value <= 1.0005;
  while (c > 0 && !toLinearRgb({ l, c, h }).every(isInside)) c -= 0.004;
  const [r, g, b] = toLinearRgb({ l, c: Math.max(c, 0), h });
  return [toGamma(r), toGamma(g), toGamma(b)];
}
