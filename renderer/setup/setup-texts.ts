import en from '../../resources/locales/en.json?setup';
import vi from '../../resources/locales/vi.json?setup';
import type { MoreTexts } from '../../server/i18n/translate.ts';

/** The texts of the first run: the other pages do not load them. */
export const setupTexts: MoreTexts = { vi, en };
