import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../server/i18n/translate.ts';
import {
  dateProblem,
  dateProblemText,
  dateWords,
  isPartFull,
  missingPart,
  noDate,
  readDate,
  toDateText,
} from './date-words.ts';

const date = (day: string, month: string, year: string) => ({ day, month, year });
const problemText = (day: string, month: string, year: string, locale: 'vi' | 'en' = 'vi') => {
  const problem = dateProblem(date(day, month, year), 2026);
  return problem && dateProblemText(problem, locale, createTranslate(locale));
};

describe('a date of birth in three boxes', () => {
  it('says which day a month does not have', () => {
    expect(problemText('31', '02', '2012')).toBe('Tháng 2 không có ngày 31. Bạn xem lại ngày hoặc tháng.');
    expect(problemText('31', '2', '', 'en')).toBe('February has no day 31. Check the day or the month.');
    expect(problemText('31', '04', '2012')).toContain('Tháng 4 không có ngày 31');
  });

  it('knows leap years, and does not complain before the year is there', () => {
    expect(problemText('29', '02', '')).toBeNull();
    expect(problemText('29', '02', '2012')).toBeNull();
    expect(problemText('29', '02', '2011')).toContain('2011');
  });

  it.each([
    ['05', '13', '2012'],
    ['32', '', ''],
    ['0', '1', ''],
    ['05', '09', '12'],
    ['05', '09', '1812'],
    ['05', '09', '2031'],
  ])('refuses %s/%s/%s in words', (day, month, year) => {
    expect(problemText(day, month, year)).toMatch(/\p{L}/u);
  });

  it('finds nothing wrong with a whole date or a beginning', () => {
    expect(problemText('5', '9', '2012')).toBeNull();
    expect(problemText('5', '', '')).toBeNull();
    expect(problemText('', '', '')).toBeNull();
  });

  it('is read out in words as it is typed', () => {
    const vi = createTranslate('vi');
    const en = createTranslate('en');
    expect(dateWords(noDate, 'vi', vi)).toBe('');
    expect(dateWords(date('05', '', ''), 'vi', vi)).toBe('Ngày 5');
    expect(dateWords(date('05', '09', ''), 'vi', vi)).toBe('Ngày 5 tháng 9');
    expect(dateWords(date('05', '09', '201'), 'vi', vi)).toBe('Ngày 5 tháng 9 năm 201…');
    expect(dateWords(date('05', '09', '2012'), 'vi', vi)).toBe('Ngày 5 tháng 9 năm 2012');
    expect(dateWords(date('05', '09', '2012'), 'en', en)).toBe('5 September 2012');
  });

  it('moves on once no further digit can follow', () => {
    expect([isPartFull('day', '3'), isPartFull('day', '4'), isPartFull('day', '31')]).toEqual([false, true, true]);
    expect([isPartFull('month', '1'), isPartFull('month', '2'), isPartFull('month', '')]).toEqual([false, true, false]);
    expect([isPartFull('year', '201'), isPartFull('year', '2012')]).toEqual([false, true]);
  });

  it.each(['5/9/2012', '05-09-2012', '2012.9.5', '05092012', ' 5 9 2012 '])('reads a pasted %s', (text) => {
    const read = readDate(text);
    expect(read && toDateText(read)).toBe('05/09/2012');
  });

  it('does not guess at what is no date', () => {
    expect(readDate('hôm qua')).toBeNull();
    expect(readDate('5/9/12')).toBeNull();
  });

  it('names the first part that is missing', () => {
    expect(missingPart(date('5', '', '2012'))).toBe('month');
    expect(missingPart(date('5', '9', '2012'))).toBeNull();
  });
});
