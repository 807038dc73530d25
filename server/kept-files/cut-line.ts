import { shapeOf } from './environment-shape.ts';

const secret = /^\s*(export\s+)?(JWT_SECRET|SECOND_FACTOR_KEY)\s*=/m;

/**
 * The line (from 1) at which an .env ends that was longer: in the middle of a line, or before a secret. Null where it is
 * whole, edited, or where other lines were taken off its end: somebody may have meant that. `shape` is that of the whole.
 */
export function cutLine(text: string, shape: string): number | null {
  if (text.length >= shape.length) return null;
  if (text === '') return 1;
  const lines = text.split('\n');
  const number = lines.length;
  const last = lines[number - 1] ?? '';
  const lastWas = shape.split('\n')[number - 1] ?? '';
  const before = shapeOf(text.slice(0, text.length - last.length));
  if (!shape.startsWith(before) || !isPartOf(last, lastWas)) return null;
  const isAtLineEnd = last === '' || last.length === lastWas.length;
  return isAtLineEnd && !secret.test(shape.slice(text.length)) ? null : number;
}

/** A line cut inside a name has no value yet whose characters could be hidden. */
function isPartOf(line: string, shape: string): boolean {
  return shape.startsWith(line) || shape.startsWith(shapeOf(line));
}
