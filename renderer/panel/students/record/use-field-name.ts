import { useText } from '../../../ui/language.tsx';
import type { RecordField } from '../../../../server/students/students.contract.ts';
import { useSubjects } from '../use-subjects.ts';

type Named = Pick<RecordField, 'column' | 'role'> & Partial<Pick<RecordField, 'subject_code' | 'subject_label'>>;

/** What staff call a column; results by their subject, extra columns by the name they have in the list. */
export function useFieldName(): (field: Named) => string {
  const t = useText();
  const subjects = useSubjects();
  return ({ column, role, subject_code: code, subject_label: label }) => {
    if (role === 'extra') return column;
    if (role !== 'result') return t(`panel.students.field.${role}`);
    return subjects.find((subject) => subject.code === code)?.label ?? label ?? column;
  };
}
