export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Dotted event, flat facts, never a student's data or a secret. */
export type Log = Readonly<Record<LogLevel, (event: string, facts?: LogFacts) => void>>;

const rank: Record<LogLevel, number> = { debug: 10, info: 20, warn: 30, error: 40 };

/** One JSON line per event at `least` or above, handed to `write` (stderr in the program, an array in tests). */
export function createLog(write: (line: string) => void, now: () => number, least: LogLevel = 'warn'): Log {
  const at =
    (level: LogLevel) =>
    (event: string, facts: LogFacts = {}) => {
      if (rank[level] < rank[least]) return;
      write(JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...redacted(facts) }));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Tells each of them. */
export function joinLogs(...logs: readonly Log[]): Log {
  const at = (level: LogLevel) => (event: string, facts?: LogFacts) => {
    for (const log of logs) log[level](event, facts);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/**
 * The last net under the rule that facts hold no one's data: what looks like a token, an e-mail address or a phone
 * number in the words of some library's error is not written down.
 */
const personal: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[token]'],
  [/\bBearer\s+\S+/gi, '[token]'],
  [/[^\s"'<>:;,()[\]]+@[^\s"'<>:;,()[\]]+\.[a-z]{2,}/gi, '[e-mail]'],
  [/(?<![\w.-])(?:\+84|0)\d{8,10}(?![\w.-])/g, '[phone]'],
];

function redacted(facts: LogFacts): LogFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]),
  );
}

function redact(text: string): string {
  return personal.reduce((clean, [pattern, word]) => clean.replace(pattern, word), text);
}
