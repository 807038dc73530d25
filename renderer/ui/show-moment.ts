import type { Locale } from '../../server/i18n/translate.ts';

/** "14:38" for today, else "24/11/2026"; `full` is to the second. Both in the time of this PC. */
export function showMoment(moment: Date, now: Date, locale: Locale): { readonly short: string; readonly full: string } {
  const language = locale === 'vi' ? 'vi-VN' : 'en-GB';
  const day = new Intl.DateTimeFormat(language, { day: '2-digit', month: '2-digit', year: 'numeric' });
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const seconds = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const isToday = day.format(moment) === day.format(now);
  return {
    short: isToday ? time.format(moment) : day.format(moment),
    full: `${day.format(moment)} ${seconds.format(moment)}`,
  };
}
