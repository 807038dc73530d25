import { z } from 'zod';

/** A registration number (số báo danh) that passed the form check. */
export type Sbd = string & { readonly __brand: 'Sbd' };

const form = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Text of a number or text, `12345.0` as `12345`, trimmed. Null where it is neither. */
function toText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text.endsWith('.0') ? text.replace(/^(\d+)\.0$/, '$1') : text;
}

/** The number as a branded value, or the wire's text of what is wrong. Source: upstream api/search.py. */
export function readSbd(value: unknown): { ok: true; sbd: Sbd } | { ok: false; missing: boolean; message: string } {
  if (typeof value === 'string' && form.test(value)) return { ok: true, sbd: value as Sbd };
  const text = toText(value);
  if (text === null || text === '') return { ok: false, missing: true, message: 'sbd is required' };
  if (!form.test(text)) return { ok: false, missing: false, message: `sbd has invalid characters: '${text}'` };
  return { ok: true, sbd: text as Sbd };
}

/** Schema of `sbd` in requests: absent, null and blank are absent; a bad form is refused with the wire's text. */
export const OptionalSbd = z
  .unknown()
  .optional()
  .transform((value, context): Sbd | undefined => {
    const read = readSbd(value);
    if (read.ok) return read.sbd;
    if (read.missing) return undefined;
    context.addIssue({ code: 'custom', message: read.message, params: { code: 'sbd.form' } });
    return z.NEVER;
  });
