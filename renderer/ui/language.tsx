import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import {
  type Catalog,
  createCatalog,
  type Locale,
  type MoreTexts,
  type Translate,
} from '../../server/i18n/translate.ts';

type Language = Catalog & { readonly locale: Locale };

const LanguageContext = createContext<Language | null>(null);

type Props = { readonly locale: Locale; readonly more?: MoreTexts; readonly children: ReactNode };

/** Gives the texts of one language to everything below, and tells the page's `lang`. `more` stays the same object. */
export function LanguageProvider({ locale, more, children }: Props) {
  const language = useMemo(() => ({ locale, ...createCatalog(locale, more) }), [locale, more]);
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
