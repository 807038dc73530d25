import { describe, expect, it } from 'vitest';
import { createResultNames } from './result-name.ts';

const medals = createResultNames(['Vàng', 'Bạc', 'Đồng', 'Giải Nhất', 'Hoà']);

describe('a result that a cell names', () => {
  it.each([
    ['Vàng', 'Vàng', 'exact'],
    ['  VÀNG ', 'Vàng', 'exact'],
    ['Va\u0300ng', 'Vàng', 'exact'],
    ['giải  nhất', 'Giải Nhất', 'exact'],
    ['vang', 'Vàng', 'accents'],
    ['GIAI NHAT', 'Giải Nhất', 'accents'],
    ['Giải Nhât', 'Giải Nhất', 'accents'],
    ['Giai Nhất', 'Giải Nhất', 'accents'],
    ['dong', 'Đồng', 'accents'],
    ['Đông', 'Đồng', 'accents'],
    ['Hòa', 'Hoà', 'accents'],
  ])('%j is %j (%s)', (word, name, how) => {
    expect(medals.find(word)).toEqual({ name, how });
  });

  it.each(['Vắng', 'VẮNG', 'vắng', 'Vâng', 'Giải Nhầt', 'Bắc', 'Vàng thi', ''])('%j is none', (word) => {
    expect(medals.find(word)).toBeNull();
  });

  it('may be configured without accents for cells that have them', () => {
    expect(createResultNames(['Giai Nhat']).find('Giải Nhất')).toEqual({ name: 'Giai Nhat', how: 'accents' });
  });

  it('tells two with one key apart by their accents', () => {
    const both = createResultNames(['Vàng', 'Vắng']);
    expect(both.find('vắng')).toEqual({ name: 'Vắng', how: 'exact' });
    expect(both.find('VÀNG')).toEqual({ name: 'Vàng', how: 'exact' });
    // The last one of the config, as upstream.
    expect(both.find('vang')).toEqual({ name: 'Vắng', how: 'accents' });
  });
});
