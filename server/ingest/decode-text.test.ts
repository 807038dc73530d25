import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { asTcvn3, asVni } from '../../test/support/old-letters.ts';
import { createDecoding, findEncoding } from './decode-text.ts';
import { decodeLegacy } from './legacy-text.ts';
import { findLegacy, isVietnameseSyllable } from './vietnamese-words.ts';

const list =
  'Số báo danh;Họ và tên;Trường\r\nA01;Nguyễn Thị Hưởng;THCS Ngô Quyền\r\nA02;Đỗ Đức Ưng;Tiểu học Bến Tre\r\n';

function decodeWhole(bytes: Buffer): string {
  const encoding = findEncoding(bytes);
  const text = createDecoding(encoding).decode(bytes, true);
  return encoding === 'tcvn3' || encoding === 'vni' ? decodeLegacy(text, encoding) : text.normalize('NFC');
}

describe('the encoding of a text list', () => {
  it.each([
    ['utf-8', Buffer.from(list)],
    ['utf-8', Buffer.from(`\ufeff${list}`)],
    ['utf-8', Buffer.from(list.normalize('NFD'))],
    ['utf-16le', Buffer.from(`\ufeff${list}`, 'utf16le')],
    ['utf-16le', Buffer.from(list, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${list}`, 'utf16le').swap16()],
    ['utf-16be', Buffer.from(list, 'utf16le').swap16()],
    ['windows-1258', iconv.encode(windows1258(list), 'windows-1258')],
    ['vni', Buffer.from(asVni(list), 'latin1')],
  ])('is found by content: %s', (encoding, bytes) => {
    expect(findEncoding(bytes)).toBe(encoding);
    expect(decodeWhole(bytes).replace(/^\ufeff/, '')).toBe(list);
  });

  it('is found by content: tcvn3, whose capitals with a tone are small letters', () => {
    const bytes = Buffer.from(asTcvn3(list), 'latin1');
    expect(findEncoding(bytes)).toBe('tcvn3');
    expect(decodeWhole(bytes)).toBe(list);
  });

  it('survives a character that is cut by the end of a piece', () => {
    const bytes = Buffer.from('Nguyễn');
    const { decode } = createDecoding('utf-8');
    expect(decode(bytes.subarray(0, 5), false) + decode(bytes.subarray(5), true)).toBe('Nguyễn');
  });

  it('refuses a file that is not in the encoding asked for', () => {
    expect(() => createDecoding('utf-8').decode(Buffer.from([0x4e, 0xd4, 0x6e]), true)).toThrow('not valid utf-8');
  });
});

describe('old letters', () => {
  it('reads the soft hyphen of TCVN3 as ư', () => {
    expect(asTcvn3('Hưng')).toBe('H\u00adng');
    expect(decodeLegacy('H\u00adng', 'tcvn3')).toBe('Hưng');
  });

  it('reads a name in the capital font as capitals', () => {
    expect(decodeLegacy(asTcvn3('NGUYỄN THỊ BÉ'), 'tcvn3')).toBe('NGUYỄN THỊ BÉ');
    expect(decodeLegacy(asTcvn3('Bế Lê Sỹ'), 'tcvn3')).toBe('Bế Lê Sỹ');
  });

  it('reads every letter of VNI, small and capital', () => {
    const every = 'ăắằẳẵặâấầẩẫậáàảãạéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ';
    expect(decodeLegacy(asVni(every), 'vni')).toBe(every);
    expect(decodeLegacy(asVni(every.toUpperCase()), 'vni')).toBe(every.toUpperCase());
  });

  it('reads every small letter of TCVN3', () => {
    const every = 'ăắằẳẵặâấầẩẫậáàảãạéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ';
    expect(decodeLegacy(asTcvn3(every), 'tcvn3')).toBe(every);
  });

  it('is noticed in cells of a Unicode workbook, and not where names are right as they stand', () => {
    const names = ['Nguyễn Văn An', 'Trần Thị Hưởng', 'Phạm Quốc Việt'];
    expect(findLegacy(names.map(asTcvn3))).toBe('tcvn3');
    expect(findLegacy(names.map(asVni))).toBe('vni');
    expect(findLegacy(names)).toBeNull();
    expect(findLegacy(['Lê Hà', 'Cao Bá Quát', 'Tô Vân'])).toBeNull();
  });

  it('knows a syllable when it sees one', () => {
    for (const word of ['Nguyễn', 'NGUYỄN', 'Đào', 'Hưởng', 'Quyền', 'Nghiêng', 'Khuê', 'Uyên', 'Ý']) {
      expect([word, isVietnameseSyllable(word)]).toEqual([word, true]);
    }
    for (const word of ['NguyÔn', 'ThÞ', 'V¨n', 'Nguyeãn'])
      expect([word, isVietnameseSyllable(word)]).toEqual([word, false]);
  });
});

/** As windows-1258 writes it: base letters whole, tones as marks of their own. */
function windows1258(text: string): string {
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/;
  return Array.from(text, (letter) => {
    const apart = letter.normalize('NFD');
    const tone = Array.from(apart).find((mark) => tones.test(mark)) ?? '';
    return apart.replace(tones, '').normalize('NFC') + tone;
  }).join('');
}
