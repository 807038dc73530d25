import type { Translate } from '../i18n/translate.ts';

/** One thing that is wrong. `bad` keeps the portal or some certificates from working, `warn` may be meant so. */
export type Finding = {
  readonly id:
    | 'no-config'
    | 'config'
    | 'environment'
    | 'unwritable'
    | 'network'
    | 'synced'
    | 'kv-backend'
    | 'workers'
    | 'rights'
    | 'room'
    | 'address'
    | 'mail'
    | 'key'
    | 'kept'
    | 'template'
    | 'no-dob'
    | 'newer'
    | 'database'
    | 'no-account'
    | 'glyphs';
  readonly level: 'bad' | 'warn';
  readonly facts: Readonly<Record<string, string | number>>;
  /** The rows it is about. */
  readonly rows?: readonly Readonly<Record<string, string>>[];
};

/** What is wrong, and what to do about it. */
export function describeFinding({ id, facts }: Finding, t: Translate): { readonly text: string; readonly fix: string } {
  return { text: t(`doctor.${id}`, facts), fix: t(`doctor.${id}.fix`, facts) };
}
