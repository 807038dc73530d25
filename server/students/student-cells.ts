import type { CertConfig, SubjectConfig } from '../config/cert-config.ts';
import { maskPhone } from '../values/phone.ts';
import { studentColumns } from './student-columns.ts';
import type { FieldRole, FoundStudent } from './students.contract.ts';
import type { Student } from './students.ts';

/** What a column of a round's table is to staff. */
export type StudentCell = {
  readonly column: string;
  readonly role: FieldRole;
  readonly subjectCode: string | null;
  readonly subjectLabel: string | null;
  /** On the certificate: as text, or as the page it is made from. */
  readonly isDrawn: boolean;
};

export type StudentCells = ReturnType<typeof createStudentCells>;

/** The columns of a row by what they mean, in the order of the config. */
export function createStudentCells(config: CertConfig) {
  const { data_mapping: mapping, layout, project } = config;
  const subjects = new Map(config.subjects.map((subject) => [subject.db_col, subject]));
  const roles = new Map<string, FieldRole>([
    [mapping.sbd_col, 'sbd'],
    [mapping.name_col, 'name'],
    ...named(mapping.dob_col, 'dob'),
    ...named(mapping.school_col, 'school'),
    ...named(mapping.grade_col, 'grade'),
    ...named(mapping.phone_col, 'phone'),
  ]);
  const cells = studentColumns(config).declared.map((column): StudentCell => {
    const subject = subjects.get(column);
    const role = roles.get(column) ?? (subject ? 'result' : 'extra');
    const told = subject ? { subjectCode: subject.code, subjectLabel: labelOf(subject) } : noSubject;
    return { column, role, ...told, isDrawn: isOnCertificate(role, column) };
  });

  function labelOf({ vi, en }: SubjectConfig): string {
    return project.locale === 'vi' ? (vi ?? en) : en;
  }

  function isOnCertificate(role: FieldRole, column: string): boolean {
    if (role === 'result') return true;
    return role !== 'sbd' && (role === 'extra' ? column : role) in layout.fields;
  }

  const byColumn = new Map(cells.map((cell) => [cell.column.toLowerCase(), cell]));

  /** Names are compared as SQLite does, without case; undefined for a column the config does not declare. */
  function cellOf(column: string): StudentCell | undefined {
    return byColumn.get(column.toLowerCase());
  }

  function toFound({ roundId, sbd, name, dob, columns }: Student): FoundStudent {
    const at = (column: string | null) => (column === null ? '' : (columns[column] ?? ''));
    const results = config.subjects.flatMap(({ code, db_col: column }) => {
      const result = at(column).trim();
      return result === '' ? [] : [[code, result] as const];
    });
    return {
      round_id: roundId,
      sbd,
      name,
      dob,
      school: at(mapping.school_col),
      grade: at(mapping.grade_col),
      phone_masked: maskPhone(at(mapping.phone_col)),
      results: Object.fromEntries(results),
    };
  }

  return { cells, cellOf, toFound };
}

function named(column: string | null, role: FieldRole): [string, FieldRole][] {
  return column === null ? [] : [[column, role]];
}

const noSubject = { subjectCode: null, subjectLabel: null };
