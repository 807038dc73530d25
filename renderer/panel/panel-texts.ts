import en from '../../resources/locales/en.json?panel';
import vi from '../../resources/locales/vi.json?panel';
import type { MoreTexts } from '../../server/i18n/translate.ts';

/** The texts of the panel: the other pages do not load them. */
export const panelTexts: MoreTexts = { vi, en };
