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
      write(JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...facts }));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
