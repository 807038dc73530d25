import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDobKey, toShownDate } from './dob.ts';
import { toNameKey } from './name.ts';
import { maskPhone, toPhoneKey } from './phone.ts';
import { readSbd } from './sbd.ts';

describe('a name key', () => {
  it.each([
    ['Nguyễn Thị Đào', 'NGUYEN THI DAO'],
    ['  nguyen   thi\u00a0dao ', 'NGUYEN THI DAO'],
    ['H’Hen Niê', "H'HEN NIE"],
    ["H'Hen Niê", "H'HEN NIE"],
    ['Hʼhen Nie\u0302', "H'HEN NIE"],
    ['Y Moan Êban', 'Y MOAN EBAN'],
    ['ẴẪỄỖỮ', 'AAEOU'],
    ['Ho\u0300a\u200b Bi\u0300nh', 'HOA BINH'],
    [' \u200b ', ''],
  ])('of %j is %j', (name, key) => {
    expect(toNameKey(name)).toBe(key);
  });

  it('is its own key, and does not depend on how the accents are composed', () => {
    const name = fc.string({
      unit: fc.constantFrom(...Array.from("aàảãáạăằẳẵắặâầẩẫấậđĐeêểioôơởuưữyỵ ’'ʼ \u00a0ABCÊ\u0301\u0309XYZ")),
    });
    fc.assert(
      fc.property(fc.oneof(name, fc.string()), (text) => {
        const key = toNameKey(text);
        expect(toNameKey(key)).toBe(key);
        expect(toNameKey(text.normalize('NFD'))).toBe(toNameKey(text.normalize('NFC')));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a date key', () => {
  it.each([
    ['2010/1/2', '02-01-2010'],
    ['1.2.2010', '01-02-2010'],
    ['02-01-2010', '02-01-2010'],
    ['2010-12-25 00:00:00', '25-12-2010'],
    ['2010-12-25T00:00:00', '25-12-2010'],
    [' 5/9/2012 ', '05-09-2012'],
    ['1/1/10', '01-01-0010'],
    ['2010', '2010'],
    ['chưa rõ', 'chưa rõ'],
  ])('of %j is %j', (dob, key) => {
    expect(toDobKey(dob)).toBe(key);
  });

  it('is its own key', () => {
    const part = fc.string({ unit: fc.constantFrom(...Array.from('0123456789/-. :T')), maxLength: 14 });
    fc.assert(
      fc.property(part, (text) => {
        expect(toDobKey(toDobKey(text))).toBe(toDobKey(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a date as it is shown', () => {
  it.each([
    ['2010-12-25 00:00:00', '25/12/2010'],
    ['2010-12-25T00:00:00.000', '25/12/2010'],
    ['2010-12-25', '2010-12-25'],
    ['2010-12-25 07:30:00', '2010-12-25 07:30:00'],
    ['25/12/2010', '25/12/2010'],
    ['2010', '2010'],
    ['', ''],
  ])('%j is %j', (stored, shown) => {
    expect(toShownDate(stored)).toBe(shown);
  });
});

describe('a phone', () => {
  it('is compared by its last four digits and shown by its last three', () => {
    expect(toPhoneKey('0912 345 678')).toBe('5678');
    expect(toPhoneKey('+84-912.345.678 ')).toBe('5678');
    expect(toPhoneKey('không có')).toBe('');
    expect(maskPhone('0912345678')).toBe('•••••••678');
    expect(maskPhone('')).toBe('');
  });
});

describe('a registration number', () => {
  it('is read from text and numbers', () => {
    expect(readSbd(' 26010472 ')).toMatchObject({ ok: true, sbd: '26010472' });
    expect(readSbd(12345)).toMatchObject({ ok: true, sbd: '12345' });
    expect(readSbd('12345.0')).toMatchObject({ ok: true, sbd: '12345' });
  });

  it('is refused by name otherwise', () => {
    expect(readSbd('  ')).toMatchObject({ missing: true, message: 'sbd is required' });
    expect(readSbd("1' OR 1")).toMatchObject({ message: "sbd has invalid characters: '1' OR 1'" });
    expect(readSbd('-1')).toMatchObject({ ok: false, missing: false });
    expect(readSbd('a'.repeat(65))).toMatchObject({ ok: false, missing: false });
  });
});
