import { describe, expect, it } from 'vitest';
import { beginsWord, deleteOne, typeAccent, typeLetter, typeTelex, typeTone, type Typed } from './telex.ts';

/** Types as the keyboard does: each word's first letter is a capital where `capitals` says so. */
function typed(keys: string, { capitals = false } = {}): string {
  let state: Typed = { text: '' };
  for (const key of keys) {
    if (!/\p{L}/u.test(key)) state = { text: state.text + key };
    else state = typeTelex(state, capitals && beginsWord(state.text) ? key.toUpperCase() : key);
  }
  return state.text;
}

describe('Telex', () => {
  it.each([
    ['aa', 'â'],
    ['ee', 'ê'],
    ['oo', 'ô'],
    ['dd', 'đ'],
    ['aw', 'ă'],
    ['ow', 'ơ'],
    ['uw', 'ư'],
    ['w', 'ư'],
    ['tw', 'tư'],
    ['uow', 'ươ'],
    ['nguow', 'ngươ'],
    ['uwow', 'ươ'],
    ['muaw', 'mưa'],
    ['hoawcj', 'hoặc'],
    ['quaws', 'quắ'],
    ['quow', 'quơ'],
    ['luuw', 'lưu'],
    ['nghieeng', 'nghiêng'],
  ])('reads %s as %s', (keys, text) => {
    expect(typed(keys)).toBe(text);
  });

  it.each([
    ['ass', 'as'],
    ['aaa', 'aa'],
    ['aaaa', 'aaa'],
    ['eee', 'ee'],
    ['ooo', 'oo'],
    ['xoooong', 'xooong'],
    ['xooong', 'xoong'],
    ['ddd', 'dd'],
    ['aww', 'aw'],
    ['oww', 'ow'],
    ['uww', 'uw'],
    ['ww', 'w'],
    ['Ww', 'W'],
    ['tww', 'tw'],
    ['uoww', 'uow'],
    ['hoaff', 'hoaf'],
    ['tranww', 'tranw'],
    ['anaa', 'ana'],
  ])('undoes a repeated key: %s is %s', (keys, text) => {
    expect(typed(keys)).toBe(text);
  });

  it.each([
    ['asz', 'a'],
    ['hoafz', 'hoa'],
    ['z', 'z'],
    ['az', 'az'],
  ])('takes the tone away with z: %s is %s', (keys, text) => {
    expect(typed(keys)).toBe(text);
  });

  it.each([
    ['nguyeenx', 'nguyễn'],
    ['nguyenex', 'nguyễn'],
    ['nguyenxe', 'nguyễn'],
    ['nguyxeen', 'nguyễn'],
    ['dod', 'đo'],
    ['ddat', 'đat'],
    ['datdj', 'đạt'],
    ['tienges', 'tiếng'],
    ['muono', 'muôn'],
    ['duocdwj', 'được'],
    ['nguoiwf', 'người'],
    ['tranaf', 'trần'],
    ['tuans', 'tuán'],
    ['tuansa', 'tuấn'],
    ['trangw', 'trăng'],
    ['hoafn', 'hoàn'],
    ['toasn', 'toán'],
    ['thuowng', 'thương'],
    ['huowng', 'hương'],
    ['phuowng', 'phương'],
    ['ruowuj', 'rượu'],
    ['hwux', 'hữu'],
    ['hoanr', 'hoản'],
  ])('lets marks come late: %s is %s', (keys, text) => {
    expect(typed(keys)).toBe(text);
  });

  it.each([
    ['hoaf', 'hòa'],
    ['thuys', 'thúy'],
    ['quys', 'quý'],
    ['giaf', 'già'],
    ['gif', 'gì'],
    ['gieengs', 'giếng'],
    ['thuowr', 'thuở'],
    ['cuar', 'của'],
    ['mias', 'mía'],
    ['khuyur', 'khuỷu'],
    ['ngoaif', 'ngoài'],
    ['huyeenf', 'huyền'],
    ['huyeets', 'huyết'],
    ['uyeen', 'uyên'],
    ['cuoocj', 'cuộc'],
    ['tuwowir', 'tưởi'],
    ['muwowif', 'mười'],
    ['khuaays', 'khuấy'],
    ['quaangf', 'quầng'],
    ['quoocs', 'quốc'],
    ['yeens', 'yến'],
    ['yr', 'ỷ'],
  ])('puts the tone where it belongs: %s is %s', (keys, text) => {
    expect(typed(keys)).toBe(text);
  });

  it.each([
    ['nguyeenx phuwowcs coong tawngf toon nuwx hoangf thanh thuys', 'Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thanh Thúy'],
    ['ddoox dduwcs ddatj', 'Đỗ Đức Đạt'],
    ['y moan eeban', 'Y Moan Êban'],
    ['h’hen niee', 'H’Hen Niê'],
    ['ddawks lawks', 'Đắk Lắk'],
    ['brown', 'Brown'],
    ['ksor', 'Ksor'],
    ['anna', 'Anna'],
    ['helen', 'Helen'],
    ['nguyeenx thij ddaof', 'Nguyễn Thị Đào'],
    ['traanf thij anhs nguyeetj', 'Trần Thị Ánh Nguyệt'],
    ['vux', 'Vũ'],
    ['huynhf quoocs khanhs', 'Huỳnh Quốc Khánh'],
    ['leer', 'Lể'],
  ])('types the name %s as %s', (keys, text) => {
    expect(typed(keys, { capitals: true })).toBe(text);
  });

  it('gives precomposed text', () => {
    const name = typed('aax eex oox uwx', { capitals: true });
    expect(name).toBe('Ẫ Ễ Ỗ Ữ');
    expect(name).toBe(name.normalize('NFC'));
  });

  it('keeps what stands before the syllable', () => {
    expect(typeTelex({ text: 'Nguyễn Văn Hoa' }, 'f')).toEqual({ text: 'Nguyễn Văn Hòa' });
  });
});

describe('the accent and tone keys', () => {
  it('mix with Telex habits at the caret', () => {
    expect(typeTone({ text: 'Nguyên' }, 'x').text).toBe('Nguyễn');
    expect(typeTone({ text: 'Hòa' }, 's').text).toBe('Hóa');
    expect(typeTone({ text: 'Hòa' }, 'f').text).toBe('Hoa');
    expect(typeTone({ text: 'Thuơ' }, 'r').text).toBe('Thuở');
  });

  it('leave a word alone that has no vowel or is not Vietnamese', () => {
    expect(typeTone({ text: 'Ng' }, 's').text).toBe('Ng');
    expect(typeTone({ text: '' }, 's').text).toBe('');
    expect(typeTone({ text: 'Brown' }, 's').text).toBe('Brown');
  });

  it('type their letter, or change the same letter before the caret', () => {
    expect(typeAccent({ text: 'Ni' }, 'ê').text).toBe('Niê');
    expect(typeAccent({ text: 'Nie' }, 'ê').text).toBe('Niê');
    expect(typeAccent({ text: 'Niê' }, 'ê').text).toBe('Nie');
    expect(typeAccent({ text: 'D' }, 'đ').text).toBe('Đ');
    expect(typeAccent({ text: 'thá' }, 'â').text).toBe('thấ');
    expect(typeAccent({ text: 'ngu' }, 'ơ').text).toBe('nguơ');
    expect(typeLetter(typeAccent({ text: 'ngu' }, 'ơ'), 'i').text).toBe('ngươi');
  });

  it('delete one visible character at a time', () => {
    expect(deleteOne({ text: 'Nguyễ' }).text).toBe('Nguy');
    expect(deleteOne({ text: 'Nguye\u0302\u0303' }).text).toBe('Nguy');
    expect(deleteOne({ text: '' }).text).toBe('');
  });
});

describe('the first letter of a word', () => {
  it.each([
    ['', true],
    ['Nguyễn ', true],
    ['H’', true],
    ['Ngu', false],
  ])('after "%s": %s', (text, isCapital) => {
    expect(beginsWord(text)).toBe(isCapital);
  });
});
