import type { Locale } from '../../server/i18n/translate.ts';

/** An instant as staff read it: the time, with the day where that is not today; null where it cannot be read. */
export function momentWords(instant: string, { locale }: { readonly locale: Locale }): string | null {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return null;
  const tag = locale === 'vi' ? 'vi-VN' : 'en-GB';
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? {} : ({ weekday: 'long', day: '2-digit', month: '2-digit' } as const);
  return new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit', ...day }).format(at);
}
