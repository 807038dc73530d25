/**
 * The line (from 1) at which an .env ends that was longer: in the middle of a line, or before a secret. Null where it is
 * whole, or where other lines were taken off its end: somebody may have meant that.
 */
export function cutLine(text: string, whole: string): number | null {
  if (!whole.startsWith(text) || text.length === whole.length) return null;
  if (text === '') return 1;
  const number = text.split('\n').length;
  const [last, lastWas] = [text, whole].map((all) => all.split('\n')[number - 1]);
  const isAtLineEnd = last === '' || last === lastWas;
  const gone = whole.slice(text.length);
  return isAtLineEnd && !/^\s*(export\s+)?(JWT_SECRET|SECOND_FACTOR_KEY)\s*=/m.test(gone) ? null : number;
}
