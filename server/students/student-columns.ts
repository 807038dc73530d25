import type { CertConfig } from '../config/cert-config.ts';
import { withoutDuplicates } from '../db/table-columns.ts';
import type { Sbd } from '../values/sbd.ts';
import type { Student } from './students.ts';

/** Which column of a round's table holds what. */
export type StudentColumns = {
  readonly sbd: string;
  readonly name: string;
  readonly dob: string | null;
  readonly phone: string | null;
  /** All that the config declares, in the order a new table gets them; duplicates collapse. */
  readonly declared: readonly string[];
};

/** Source: upstream ingest/schema.py. */
export function studentColumns({ data_mapping: mapping, subjects }: CertConfig): StudentColumns {
  const { sbd_col: sbd, name_col: name, dob_col: dob, phone_col: phone } = mapping;
  const personal = [sbd, name, dob, mapping.school_col, mapping.grade_col, phone].filter((column) => column !== null);
  const declared = [...personal, ...mapping.extra_cols, ...subjects.map(({ db_col: column }) => column)];
  return { sbd, name, dob, phone, declared: withoutDuplicates(declared) };
}

/** A row as SQLite gives it, in text: what another program stored as a number or as bytes is text here too. */
export function toTextRow(raw: Readonly<Record<string, unknown>>): Record<string, string> {
  const row: Record<string, string> = {};
  for (const column in raw) row[column] = toText(raw[column]);
  return row;
}

/** One row of a round's table. */
export function toStudent(columns: StudentColumns, roundId: string, raw: Readonly<Record<string, unknown>>): Student {
  const row = toTextRow(raw);
  return {
    roundId,
    sbd: (row[columns.sbd] ?? '') as Sbd,
    name: row[columns.name] ?? '',
    dob: columns.dob === null ? '' : (row[columns.dob] ?? ''),
    columns: row,
  };
}

/** What another program stored as a number or as bytes is text here too. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return Buffer.isBuffer(value) ? value.toString('utf8') : '';
}
