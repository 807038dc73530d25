import { GraduationCap } from 'lucide-react';
import { useNavigate } from 'react-router';
import { findStudentsEndpoint } from '../../../server/students/students.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../ui/language.tsx';
import { problemFacts, problemText } from '../../ui/problem.ts';
import { usePageLink } from '../frame/use-page-link.ts';
import type { Command } from './PaletteGroup.tsx';
import { useSettled } from '../use-settled.ts';

const leastLetters = 2;
const shown = 6;

type Found = { readonly students: readonly Command[]; readonly isAsking: boolean; readonly problem: string | null };

/** The first students whom the text fits, asked for once the typing rests. */
export function useFoundStudents(text: string): Found {
  const { t, isText } = useLanguage();
  const go = useNavigate();
  const page = usePageLink('students');
  const asked = useSettled(text.trim());
  const enabled = page !== null && asked.length >= leastLetters;
  const { body, problem, isAsking } = useAsk(
    findStudentsEndpoint,
    { text: asked, limit: shown },
    { enabled, keepLast: true },
  );
  const rows = enabled ? (body?.rows ?? []) : [];
  return {
    students: rows.map(({ round_id: round, sbd, name, dob }) => ({
      id: `${round} ${sbd}`,
      label: name,
      hint: `${sbd} · ${dob}`,
      icon: GraduationCap,
      run: () => void go(`${page ?? '/'}?${new URLSearchParams({ open: sbd, in: round }).toString()}`),
    })),
    isAsking: enabled && isAsking,
    problem: enabled && problem ? t(problemText(problem, isText), problemFacts(problem)) : null,
  };
}
