import en from '../../resources/locales/en.json?checker';
import vi from '../../resources/locales/vi.json?checker';
import type { MoreTexts } from '../../server/i18n/translate.ts';

/** The texts of the checker: the kiosk's first screen does not load them. */
export const checkerTexts: MoreTexts = { vi, en };
