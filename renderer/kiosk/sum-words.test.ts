import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../server/i18n/translate.ts';
import { sumWords } from './sum-words.ts';

describe('the sum in words', () => {
  it.each([
    ['7 + 5 = ?', '7 + 5', 'Bảy cộng năm bằng mấy?', 'What is seven plus five?'],
    ['15 - 4 = ?', '15 − 4', 'Mười lăm trừ bốn bằng mấy?', 'What is fifteen minus four?'],
    ['6 × 6 = ?', '6 × 6', 'Sáu nhân sáu bằng mấy?', 'What is six times six?'],
  ])('says %s', (...row) => {
    const [question, shown, vi, en] = row;
    expect(sumWords(question, createTranslate('vi'))).toEqual({ shown, spoken: vi });
    expect(sumWords(question, createTranslate('en'))).toEqual({ shown, spoken: en });
  });

  it('leaves a question of another kind as it came', () => {
    expect(sumWords('2 + 2 + 2 = ?', createTranslate('vi')).shown).toBe('2 + 2 + 2');
    expect(sumWords('what?', createTranslate('vi')).spoken).toBe('what?');
  });
});
