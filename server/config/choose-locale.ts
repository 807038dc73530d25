import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Locale } from '../i18n/translate.ts';
import type { RawEnvironment } from './env.ts';

const Peeked = z.object({ project: z.object({ locale: z.enum(['vi', 'en']).default('en') }) });

type Sources = {
  readonly configPath: string;
  readonly environment: RawEnvironment;
};

/**
 * The language of a person at a terminal: the center's where its config can be read, else the system's (`vi...` is
 * Vietnamese, anything else English). Never fails: it must be known before an error can be told.
 */
export function chooseLocale({ configPath, environment }: Sources): Locale {
  return peekLocale(configPath) ?? (/^vi/i.test(systemLanguage(environment)) ? 'vi' : 'en');
}

/** The operating system's own, such as `vi-VN`, where no variable names one. */
function systemLanguage(environment: RawEnvironment): string {
  const named = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'];
  // The lightest that knows it: to ask what writes dates loads 5 MiB more.
  return named || Intl.Collator().resolvedOptions().locale;
}

/** Whatever else is wrong with the config: what it says of the language counts. */
function peekLocale(configPath: string): Locale | null {
  try {
    const read = Peeked.safeParse(JSON.parse(readFileSync(configPath, 'utf8')));
    return read.success ? read.data.project.locale : null;
  } catch {
    // No config, or one that is no JSON: whoever needs it says so, in the system's language.
    return null;
  }
}
