/** Facts of the log whose words are our own, never somebody's data. */
const ownWords = new Set(['code', 'kind', 'how', 'what', 'direction', 'way', 'method', 'id']);
const ownNumbers = new Set([
  'ms',
  'count',
  'rows',
  'removed',
  'given_up',
  'seq',
  'page',
  'line',
  'size',
  'free',
  'bytes',
]);
/** With no number in it that may be somebody's. */
const ownWord = /^(?!.*\d{4})[a-z][a-z0-9 .-]{0,40}$/i;
const ownEvent = /^[A-Za-z][\w .:-]{0,80}$/;
const errorCode = /\b(?:SQLITE_[A-Z_]+|E[A-Z]{3,}|ERR_[A-Z_]+|[A-Z][A-Za-z]*Error)\b/g;
const frame = /^\s+at (?:async )?(?:([\w$.<>]+) \()?.*?([\w.-]+:\d+:\d+)\)?$/;

/**
 * A line of the log, as it may leave the house: when, how bad, which event, numbers, words of our own, the codes and the
 * places of an error. All other text is only counted, because nobody can know whose name stands in it.
 */
export function safeLogLine(line: string): string {
  const read = readLine(line);
  if (!read) return `(a line that is no entry: ${line.length} characters)`;
  const { time, level, event, ...facts } = read;
  const told = Object.entries(facts).map(([name, value]) => `${name}=${safeFact(name, value)}`);
  return [safeTime(time), ownWordOr(level, '?'), safeEvent(event), ...told].join(' ');
}

function readLine(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === 'object' && read !== null ? { ...read } : null;
  } catch {
    // A line that was cut off, or of another program.
    return null;
  }
}

function safeTime(time: unknown): string {
  return typeof time === 'string' && /^[\d:.TZ-]{20,24}$/.test(time) ? time : '?';
}

function safeEvent(event: unknown): string {
  if (typeof event !== 'string') return '?';
  return ownEvent.test(event) && !/\d{4}/.test(event) ? event : safeWords(event);
}

/** A number is harmless only where it counts something: others may be somebody's. */
function safeFact(name: string, value: unknown): string {
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number') return ownNumbers.has(name) ? String(value) : '(a number)';
  if (typeof value !== 'string') return '?';
  if (ownWords.has(name)) return ownWordOr(value, safeWords(value));
  return safeWords(value);
}

function ownWordOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && ownWord.test(value) ? value : fallback;
}

/** Of a text that may say anything: the codes and names of errors in it, the places of a stack, its length. */
export function safeWords(text: string): string {
  const codes = [...new Set(text.match(errorCode) ?? [])];
  const places = text.split('\n').flatMap((line) => {
    const [, name, place] = frame.exec(line) ?? [];
    return place === undefined ? [] : [name === undefined ? place : `${name}@${place}`];
  });
  const found = [...codes, ...(places.length > 0 ? [`at ${places.join(' < ')}`] : [])];
  return `(${[...found, `${text.length} characters`].join(', ')})`;
}
