import type { StudentRecord } from '../../../../server/students/students.contract.ts';

/** What one round holds of a student. */
export type RecordRound = StudentRecord['rounds'][number];
