import { describe, expect, it } from 'vitest';
import { chooseDisplay, displayMark } from './kiosk-display.ts';
import { kioskKey } from './kiosk-keys.ts';

const plain = { control: false, alt: false, meta: false };

describe('kioskKey', () => {
  it.each([
    ...['F1', 'F5', 'F11', 'F12', 'BrowserBack', 'BrowserHome', 'PrintScreen', 'ContextMenu'].map((key) => ({ key })),
    ...['r', 'R', 'w', 'p', 's', 'n', 't', 'o', '+', '-', '0', 'i', 'Tab'].map((key) => ({ key, control: true })),
    ...['F4', 'ArrowLeft', 'ArrowRight', 'Tab', ' '].map((key) => ({ key, alt: true })),
    { key: 'q', meta: true },
  ])('swallows $key (%o)', (input) => expect(kioskKey({ ...plain, ...input })).toBe('swallow'));

  it.each([
    ...['a', 'Đ', ' ', 'Enter', 'Tab', 'Escape', 'Backspace', 'ArrowLeft'].map((key) => ({ key })),
    ...['a', 'c', 'v', 'x', 'z', 'ArrowLeft'].map((key) => ({ key, control: true })),
  ])('leaves $key to the student (%o)', (input) => expect(kioskKey({ ...plain, ...input })).toBe('pass'));

  it('asks for the staff code at Ctrl+Alt+K', () => {
    expect(kioskKey({ key: 'K', control: true, alt: true, meta: false })).toBe('leave');
  });
});

describe('chooseDisplay', () => {
  const first = { id: 1, label: 'A', bounds: { x: 0, y: 0, width: 1366, height: 768 } };
  const second = { id: 2, label: 'B', bounds: { x: 1366, y: 0, width: 1920, height: 1080 } };

  it('takes the chosen one by label and place, whatever its id is today', () => {
    const mark = displayMark(first);
    expect(chooseDisplay([second, { ...first, id: 77 }], mark)?.id).toBe(77);
  });

  it('leaves the first to staff where none is chosen, and covers it where it is the only one', () => {
    expect(chooseDisplay([first, second], null)).toBe(second);
    expect(chooseDisplay([first], 'B|1366|0|1920|1080')).toBe(first);
    expect(chooseDisplay<typeof first>([], null)).toBeUndefined();
  });
});
