import { beginsWord, deleteOne, typeAccent, typeLetter, typeTelex, typeTone, type Typed } from './telex.ts';
import type { Tone } from './letters.ts';

/** What a key of the on-screen keyboard does. */
export type KeyStroke =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'accent'; readonly letter: string }
  | { readonly kind: 'tone'; readonly tone: Tone }
  | { readonly kind: 'space' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'clear' };

/** What stands before the caret after a key. `telex`: letter keys may rewrite the syllable. */
function strike(before: Typed, stroke: KeyStroke, telex: boolean): Typed {
  switch (stroke.kind) {
    case 'letter':
      return typeCased(before, stroke.letter, telex ? typeTelex : typeLetter);
    case 'accent':
      return typeCased(before, stroke.letter, typeAccent);
    case 'tone':
      return typeTone(before, stroke.tone);
    case 'plain':
      return { text: before.text + stroke.text };
    case 'space':
      return { text: before.text.replace(/(?<=\S)$/u, ' ') };
    case 'delete':
      return deleteOne(before);
    case 'clear':
      return { text: '' };
  }
}

/** Each word begins with a capital. */
function typeCased(before: Typed, letter: string, type: (before: Typed, key: string) => Typed): Typed {
  return type(before, beginsWord(before.text) ? letter.toUpperCase() : letter.toLowerCase());
}

/**
 * Strikes a key at the caret of a field, as if it came from a real keyboard. `last` is what this function gave for the
 * same field before; it is used only while nothing else has changed the field.
 */
export function typeInto(input: HTMLInputElement, stroke: KeyStroke, telex: boolean, last: Typed | null): Typed {
  const end = input.selectionEnd ?? input.value.length;
  const start = input.selectionStart ?? end;
  const rest = stroke.kind === 'clear' ? '' : input.value.slice(end);
  const hasSelection = start < end;
  const text = input.value.slice(0, start);
  const before = last?.text === text ? last : { text };
  const after = hasSelection && stroke.kind === 'delete' ? before : strike(before, stroke, telex);
  const room = input.maxLength < 0 ? Infinity : input.maxLength;
  if ((after.text + rest).length > room) return before;
  input.value = after.text + rest;
  input.setSelectionRange(after.text.length, after.text.length);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  return after;
}
