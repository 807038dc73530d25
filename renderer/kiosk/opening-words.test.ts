import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../server/i18n/translate.ts';
import { openingWords } from './opening-words.ts';

const vi = { locale: 'vi', t: createTranslate('vi') } as const;
const en = { locale: 'en', t: createTranslate('en') } as const;
const now = new Date(2026, 10, 24, 20, 0);
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 0).toISOString();
const headline = (instant: string | null, language: typeof vi | typeof en = vi) =>
  openingWords(instant, now.getTime(), language)?.headline;

describe('the next opening', () => {
  it('is said as people say it', () => {
    expect(headline(at(25, 8))).toBe('Mở lại lúc 8:00 sáng mai');
    expect(headline(at(25, 14))).toBe('Mở lại lúc 14:00 chiều mai');
    expect(headline(at(24, 21))).toBe('Mở lại lúc 21:00 hôm nay');
    expect(headline(at(30, 8))).toMatch(/^Mở lại lúc 8:00, thứ hai/i);
    expect(headline(at(25, 8), en)).toBe('Opens again at 8:00 tomorrow');
  });

  it('gives the day in full', () => {
    expect(openingWords(at(25, 8), now.getTime(), vi)?.day).toMatch(/^Thứ Tư.*25\/11\/2026$/i);
  });

  it('is not told when it is unknown or past', () => {
    expect(headline(null)).toBeUndefined();
    expect(headline(at(24, 8))).toBeUndefined();
    expect(headline('soon')).toBeUndefined();
  });
});
