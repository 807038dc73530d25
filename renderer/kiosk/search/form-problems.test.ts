import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../../server/i18n/translate.ts';
import { startState, type Entries } from '../views.ts';
import { firstProblem, formProblems } from './form-problems.ts';

const vi = { locale: 'vi', t: createTranslate('vi') } as const;
const form = { mode: 'name_dob_captcha', asksSbd: false, thisYear: 2026 } as const;
const entries = (typed: Partial<Entries>): Entries => ({ ...startState().entries, ...typed });

describe('a form sent too early', () => {
  it('says what is missing and where the caret goes', () => {
    const problems = formProblems(entries({ name: 'Đỗ Đức Đạt' }), form, vi);
    expect(problems).toEqual({ date: { text: 'Còn thiếu ngày sinh.', part: 'day' } });
    expect(firstProblem(problems, form)).toBe('day');
    expect(firstProblem(formProblems(entries({}), form, vi), form)).toBe('name');
  });

  it('names the one box that is empty', () => {
    expect(formProblems(entries({ name: 'A', day: '05', month: '09' }), form, vi).date).toMatchObject({ part: 'year' });
  });

  it('tells a date that cannot be before one that is unfinished', () => {
    expect(formProblems(entries({ name: 'A', day: '31', month: '02' }), form, vi).date?.text).toContain(
      'không có ngày 31',
    );
  });

  it('finds nothing wrong with a whole form', () => {
    const whole = entries({ name: 'A', day: '5', month: '9', year: '2012' });
    expect(formProblems(whole, form, vi)).toEqual({});
    expect(firstProblem({}, form)).toBeNull();
  });

  it('asks in other modes for the number and the phone', () => {
    const phoneForm = { mode: 'sbd_phone', asksSbd: false, thisYear: 2026 } as const;
    expect(Object.keys(formProblems(entries({}), phoneForm, vi))).toEqual(['sbd', 'phone']);
  });
});
