import { type RecordField, studentFacetsEndpoint } from '../../../../server/students/students.contract.ts';
import { useAsk } from '../../../api/use-ask.ts';

const mostOffered = 200;

/** Values to offer for a field: the results of its subject, the schools of the round. */
export function useKnownValues(field: RecordField, roundId: string): readonly string[] {
  const enabled = field.role === 'result' || field.role === 'school';
  const { body } = useAsk(studentFacetsEndpoint, { round_id: roundId }, { enabled });
  if (!enabled || !body) return [];
  const counted =
    field.role === 'school'
      ? body.schools
      : (body.results.find(({ subject_code: code }) => code === field.subject_code)?.values ?? []);
  return counted
    .map(({ value }) => value)
    .filter((value) => value !== '')
    .slice(0, mostOffered);
}
