import type { CertConfig } from '../config/cert-config.ts';
import type { Student } from '../students/students.ts';
import { toShownDate } from '../values/dob.ts';
import { maskPhone } from '../values/phone.ts';

/** Makes what a student may see of a row: the columns the config names, the phone but for its last digits hidden. */
export function createPublicFields({ data_mapping: mapping }: CertConfig) {
  const { sbd_col, name_col, dob_col, school_col, grade_col, phone_col, extra_cols } = mapping;
  const named = [sbd_col, name_col, dob_col, school_col, grade_col, phone_col, ...extra_cols];
  const shown = [...new Set(named.filter((column) => column !== null))];

  return function publicFields({ columns }: Student): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const column of shown) {
      const value = columns[column] ?? '';
      fields[column] = column === phone_col ? maskPhone(value) : toShownDate(value);
    }
    return fields;
  };
}
