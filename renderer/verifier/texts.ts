import en from '../../resources/locales/en.json';
import vi from '../../resources/locales/vi.json';

export type Language = 'vi' | 'en';

/** The build keeps the texts of this page alone. */
const texts: Readonly<Record<Language, Readonly<Record<string, string>>>> = { vi, en };

export function translate(language: Language, id: string, facts: Readonly<Record<string, string | number>>): string {
  const text = texts[language][id] ?? id;
  return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(facts[name] ?? ''));
}
