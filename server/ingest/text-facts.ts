import type { TextFacts } from '../i18n/translate.ts';

type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Facts as a text takes them: lists joined. */
export function textFacts(facts: Facts): TextFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === 'object' ? value.join(', ') : asPlain(value)]),
  );
}

function asPlain(value: string | number | boolean): string | number {
  return typeof value === 'boolean' ? String(value) : value;
}
