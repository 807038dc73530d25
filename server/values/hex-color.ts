/** Shares of red, green and blue, and how much of it covers what lies under; 0 to 1. */
export type Color = { readonly red: number; readonly green: number; readonly blue: number; readonly alpha: number };

/** `#rgb`, `#rrggbb` or `#rrggbbaa` as CSS means them; the config has checked the form. Source: CSS Color 4 section 5.2. */
export function readHexColor(hex: string): Color {
  const digits = hex.replace(/^#/, '');
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const share = (at: number) => Number.parseInt(full.slice(at, at + 2), 16) / 255;
  return { red: share(0), green: share(2), blue: share(4), alpha: full.length === 8 ? share(6) : 1 };
}
