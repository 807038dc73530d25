import { describe, expect, it } from 'vitest';
import { findBlobs } from './find-blob.ts';

const blob = 'eyJhIjoxfQ.c2lnbmF0dXJl_-';
const link = `http://192.168.1.20:5000/certificate-checker?blob=${blob}`;

describe('the code in a pasted text', () => {
  it.each([
    ['the link', link],
    ['the bare code', blob],
    ['spaces and line breaks around', `\r\n  ${link} \n\n`],
    ['a bare code with spaces around', `\t${blob}\n`],
    ['a sentence around', `Kiểm tra tại ${link}.`],
    ['quotes around', `"${link}"`],
    ['angle brackets around', `<${link}>`],
    ['parameters after', `${link}&utm_source=mail#top`],
    ['parameters before', link.replace('?', '?lang=vi&')],
    ['an escaped dot', link.replace(`.${blob.split('.')[1] ?? ''}`, `%2E${blob.split('.')[1] ?? ''}`)],
  ])('is found: %s', (_, text) => {
    expect(findBlobs(text)[0]).toBe(blob);
  });

  it('is also tried with the line breaks of a mail program taken out', () => {
    const broken = `${link.slice(0, 70)}\n${link.slice(70)}`;
    expect(findBlobs(broken)).toEqual([link.slice(0, 70).split('blob=')[1], blob]);
  });

  it('is passed on as it stands, wrong letters included', () => {
    expect(findBlobs(`${link.slice(0, -1)}+`)[0]).toBe(`${blob.slice(0, -1)}+`);
  });

  it.each(['', '   ', 'Nguyễn Văn An', 'https://example.org/', 'a.b.c', 'x'.repeat(20_001)])('is not in %j', (text) => {
    expect(findBlobs(text)).toEqual([]);
  });
});
