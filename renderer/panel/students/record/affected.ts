import type { RecordField, StudentRecord } from '../../../../server/students/students.contract.ts';

/** Certificates of the round that show this field: copies already given out turn into replaced ones. */
export function affectedBy(record: StudentRecord, roundId: string, field: RecordField): number {
  if (!field.is_drawn) return 0;
  return record.certificates.filter(
    (one) => one.round_id === roundId && (field.role !== 'result' || one.subject_code === field.subject_code),
  ).length;
}
