import type { Locale } from '../../server/i18n/translate.ts';
import type { ThemeChoice } from '../ui/use-theme.ts';

/** How this window looks and reads, for as long as it is open. */
export type Preferences = {
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
  readonly theme: ThemeChoice;
  readonly setTheme: (theme: ThemeChoice) => void;
};
