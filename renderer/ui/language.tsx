import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { createTranslate, type Locale, type Translate } from '../../server/i18n/translate.ts';

type Language = { readonly locale: Locale; readonly t: Translate };

const LanguageContext = createContext<Language | null>(null);

/** Gives the texts of one language to everything below, and tells the page's `lang`. */
export function LanguageProvider({ locale, children }: { readonly locale: Locale; readonly children: ReactNode }) {
  const language = useMemo(() => ({ locale, t: createTranslate(locale) }), [locale]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('LanguageProvider is missing above this component');
  return language;
}

/** The texts: `t('kiosk.search.submit')`. */
export function useText(): Translate {
  return useLanguage().t;
}
