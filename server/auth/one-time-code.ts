import type { Random } from '../random.ts';

/** Without 0, 1, O, I: read aloud and copied from paper. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 80 bits as `ABCD-EFGH-JKLM-NPQR`: long enough for a plain hash. */
export function makeCode(random: Random): string {
  const text = Array.from(random.bytes(16), (byte) => letters.charAt(byte & 31)).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** As made, however it was typed. */
export function toCodeKey(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}
