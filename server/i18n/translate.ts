import i18next, { type i18n } from 'i18next';
import en from '../../resources/locales/en.json' with { type: 'json' };
import vi from '../../resources/locales/vi.json' with { type: 'json' };

export type Locale = 'vi' | 'en';
/** Both catalogs hold the same keys (a test says so), so one types the other. */
export type TextKey = keyof typeof vi;
export type TextFacts = Readonly<Record<string, string | number>>;
/** A text in one language: `{{name}}` takes `facts.name`. Missing in vi falls back to en, then to the key. */
export type Translate = (key: TextKey, facts?: TextFacts) => string;

/** Texts that only one page carries, beside those of every page. */
export type MoreTexts = Readonly<Record<Locale, Readonly<Record<string, string>>>>;
export type Catalog = {
  readonly t: Translate;
  /** For keys made from what the server says, such as `error.<code>`. */
  readonly isText: (key: string) => key is TextKey;
};

const options = {
  defaultNS: 'texts',
  fallbackLng: 'en',
  keySeparator: false as const,
  nsSeparator: false as const,
  interpolation: { escapeValue: false },
  initAsync: false,
  showSupportNotice: false,
};

/** Whether the catalogs have a text under this key, which was put together at run time. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(vi, key);
}

/** Runs anywhere: server, command line, pages. */
export function createTranslate(locale: Locale): Translate {
  return createCatalog(locale).t;
}

/** As `createTranslate`, telling also which texts there are. */
export function createCatalog(locale: Locale, more?: MoreTexts): Catalog {
  // Each copy takes 100 KiB, so those who add nothing share one.
  const texts = more ? { vi: { ...vi, ...more.vi }, en: { ...en, ...more.en } } : { vi, en };
  const resources = { vi: { texts: texts.vi }, en: { texts: texts.en } };
  const instance: i18n = i18next.createInstance({ ...options, resources, lng: locale });
  void instance.init();
  return {
    t: (key, facts) => instance.t(key, facts ?? {}),
    isText: (key): key is TextKey => instance.exists(key),
  };
}
