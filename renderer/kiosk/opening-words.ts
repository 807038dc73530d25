import type { Locale, TextKey, Translate } from '../../server/i18n/translate.ts';

/** "Mở lại lúc 8:00 sáng mai" and the day in full. `now` in ms; an opening that is past or unreadable gives null. */
export function openingWords(
  instant: string | null,
  now: number,
  { locale, t }: { readonly locale: Locale; readonly t: Translate },
): { readonly headline: string; readonly day: string } | null {
  const at = instant === null ? NaN : Date.parse(instant);
  if (!Number.isFinite(at) || at <= now) return null;
  const opening = new Date(at);
  const tag = locale === 'vi' ? 'vi-VN' : 'en-GB';
  const time = `${opening.getHours()}:${String(opening.getMinutes()).padStart(2, '0')}`;
  const day = new Intl.DateTimeFormat(tag, { weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' });
  const short = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'numeric' });
  const key = openingKey(opening, new Date(now));
  return { headline: t(key, { time, day: short.format(opening) }), day: day.format(opening) };
}

function openingKey(opening: Date, now: Date): TextKey {
  const days = Math.round((midnight(opening) - midnight(now)) / 86_400_000);
  if (days === 0) return 'kiosk.closed.opens-today';
  if (days > 1) return 'kiosk.closed.opens-later';
  const hour = opening.getHours();
  if (hour < 11) return 'kiosk.closed.opens-tomorrow-morning';
  return hour < 18 ? 'kiosk.closed.opens-tomorrow-afternoon' : 'kiosk.closed.opens-tomorrow-evening';
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
