import type { SearchMode } from '../config/cert-config.ts';
import type { Student } from '../students/students.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { toPhoneKey } from '../values/phone.ts';

/** What a student says of themselves beside the registration number. */
export type Claim = { readonly name: string; readonly dob: string; readonly phone: string };

/**
 * Whether the row is the one who asks, by what the mode wants to know. What is empty matches nothing, above all not
 * another empty value. `phoneColumn` is the config's, null where there is none. Source: upstream api/search.py.
 */
export function isSamePerson(student: Student, claim: Claim, mode: SearchMode, phoneColumn: string | null): boolean {
  switch (mode) {
    case 'name_dob_captcha': {
      // Both, always: how long it takes must not tell which of them was right.
      const isName = isSame(toNameKey(student.name), toNameKey(claim.name));
      const isDob = isSame(toDobKey(student.dob), toDobKey(claim.dob));
      return isName && isDob;
    }
    case 'name_sbd_captcha':
      return isSame(toNameKey(student.name), toNameKey(claim.name));
    case 'sbd_phone':
      return isSame(toPhoneKey(phoneOf(student, phoneColumn)), toPhoneKey(claim.phone));
  }
}

function phoneOf({ columns }: Student, phoneColumn: string | null): string {
  return phoneColumn === null ? '' : (columns[phoneColumn] ?? '');
}

function isSame(known: string, claimed: string): boolean {
  return known !== '' && known === claimed;
}
