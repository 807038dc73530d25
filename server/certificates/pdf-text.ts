import { toUtf16Hex } from './typeface.ts';

/** A number as PDF writes it: three decimals at most, never an exponent. */
export function toPdfNumber(value: number): string {
  const bounded = Math.min(Math.max(value, -100_000), 100_000);
  return String(Math.round(bounded * 1000) / 1000);
}

/** Text outside the page: titles, names. Source: ISO 32000-1 section 7.9.2. */
export function toPdfText(text: string): string {
  return `<FEFF${toUtf16Hex(text)}>`;
}

/** UTC. Source: ISO 32000-1 section 7.9.4. */
export function toPdfDate(unixSeconds: number): string {
  const iso = new Date(unixSeconds * 1000).toISOString();
  const [date, time] = [iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10), iso.slice(11, 13) + iso.slice(14, 16)];
  return `(D:${date}${time}${iso.slice(17, 19)}Z)`;
}
