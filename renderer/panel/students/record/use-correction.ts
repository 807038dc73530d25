import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  correctStudentEndpoint,
  findStudentsEndpoint,
  type RecordField,
  studentFacetsEndpoint,
  studentRecordEndpoint,
  type StudentRecord,
} from '../../../../server/students/students.contract.ts';
import { useSend } from '../../../api/use-ask.ts';
import { useLanguage } from '../../../ui/language.tsx';
import type { Problem } from '../../../ui/problem.ts';
import { useToast } from '../../../ui/Toast.tsx';
import type { RecordRound } from './record-round.ts';

type Parts = {
  readonly record: StudentRecord;
  readonly round: RecordRound;
  readonly field: RecordField;
  /** What the field showed when it was opened. */
  readonly old: string;
  readonly onSaved: () => void;
};

/** What a change of a record makes stale. */
export const staleAfterChange = [findStudentsEndpoint.path, studentFacetsEndpoint.path, studentRecordEndpoint.path];

/** Saves one field; what the server will not take is told at the field, what somebody else wrote meanwhile is kept. */
export function useCorrection({ record, round, field, old, onSaved }: Parts) {
  const { t, isText } = useLanguage();
  const tell = useToast();
  const queries = useQueryClient();
  const { send, busy, problem, clear } = useSend(correctStudentEndpoint, { refreshes: staleAfterChange });
  const [missing, setMissing] = useState<'value' | 'reason' | null>(null);
  const conflict = conflictIn(problem);
  const why = refusedFor(problem);

  async function save(value: string, reason: string, over: string | null = null): Promise<void> {
    if (value === old && over === null) {
      setMissing('value');
      return;
    }
    if (reason.trim() === '') {
      setMissing('reason');
      return;
    }
    const answer = await send({
      round_id: round.round_id,
      sbd: record.sbd,
      column: field.column,
      new_value: value,
      expected_old: over ?? old,
      reason,
    });
    if (!answer.ok) {
      // The list and the record show what the other one wrote, while this form keeps what was typed.
      if (conflictIn(answer.problem) !== null)
        await queries.invalidateQueries({ queryKey: [findStudentsEndpoint.path] });
      return;
    }
    const { changed, replaced } = answer.body;
    if (!changed) {
      setMissing('value');
      return;
    }
    tell(t('panel.students.correct.saved'), {
      ...(replaced > 0 && { text: t('panel.students.correct.saved-replaced', { count: replaced }) }),
    });
    onSaved();
  }

  return {
    save,
    busy,
    conflict,
    /** What is wrong with the value, in words for the field. */
    valueError: missing === 'value' ? t('panel.students.correct.same') : why && t(isText(why) ? why : otherReason),
    reasonError: missing === 'reason' ? t('panel.students.correct.no-reason') : null,
    /** What is not about one field. */
    problem: conflict === null && why === null ? problem : null,
    forgetErrors: () => {
      setMissing(null);
      if (problem && conflict === null) clear();
    },
  };
}

const otherReason = 'panel.students.correct.why.other';

/** The key of the words for a value that was not taken; null where that is not what went wrong. */
function refusedFor(problem: Problem | null): string | null {
  if (problem?.code !== 'correct.value') return null;
  const why = problem.facts?.['why'];
  return typeof why === 'string' ? `panel.students.correct.why.${why}` : otherReason;
}

/** The value the field has by now. */
function conflictIn(problem: Problem | null): string | null {
  if (problem?.code !== 'correct.conflict') return null;
  const value = problem.facts?.['current_value'];
  return typeof value === 'string' ? value : null;
}
