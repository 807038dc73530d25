import { useMemo } from 'react';
import { useLanguage } from '../../ui/language.tsx';
import { usePanel } from '../frame/panel-context.ts';

export type SubjectName = { readonly code: string; readonly label: string };

/** The subjects of the center in the reader's language. */
export function useSubjects(): readonly SubjectName[] {
  const { locale } = useLanguage();
  const { subjects } = usePanel().portal;
  return useMemo(() => subjects.map((subject) => ({ code: subject.code, label: subject[locale] })), [subjects, locale]);
}
