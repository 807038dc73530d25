import { isDateEmpty, toDateText } from './date-words.ts';
import type { Entries } from './views.ts';

/** What names the student, as both search and download ask it. */
export function toStudentRequest(entries: Entries): {
  readonly name: string;
  readonly dob: string;
  readonly sbd: string;
  readonly phone: string;
} {
  return {
    name: entries.name.normalize('NFC').trim(),
    dob: isDateEmpty(entries) ? '' : toDateText(entries),
    sbd: entries.sbd.trim(),
    phone: entries.phone.trim(),
  };
}
