import type { SearchMode } from '../../../server/portal/portal.contract.ts';
import type { Locale, Translate } from '../../../server/i18n/translate.ts';
import { dateProblem, dateProblemText, isDateEmpty, missingPart, type DatePart } from '../date-words.ts';
import { fieldsOf, type Entries, type FieldName } from '../views.ts';

/** What is wrong with the form, field by field; a field that is fine is absent. */
export type FormProblems = {
  readonly name?: string;
  readonly sbd?: string;
  readonly phone?: string;
  readonly date?: { readonly text: string; readonly part: DatePart };
};

type Language = { readonly locale: Locale; readonly t: Translate };

/** Everything that keeps the form from being sent. */
export function formProblems(
  entries: Entries,
  form: { readonly mode: SearchMode; readonly asksSbd: boolean; readonly thisYear: number },
  language: Language,
): FormProblems {
  const { t } = language;
  const asked = fieldsOf(form.mode, form.asksSbd);
  const isMissing = (field: 'name' | 'sbd' | 'phone') => asked.includes(field) && entries[field].trim() === '';
  const date = asked.includes('date') ? wholeDateProblem(entries, form.thisYear, language) : null;
  return {
    ...(isMissing('name') && { name: t('kiosk.search.missing-name') }),
    ...(date && { date }),
    ...(isMissing('sbd') && { sbd: t('kiosk.search.missing-sbd') }),
    ...(isMissing('phone') && { phone: t('kiosk.search.missing-phone') }),
  };
}

/** What is wrong with the date as far as it was typed, said when the boxes are left. */
export function typedDateProblem(
  entries: Entries,
  thisYear: number,
  { locale, t }: Language,
): FormProblems['date'] | null {
  const problem = dateProblem(entries, thisYear);
  return problem ? { text: dateProblemText(problem, locale, t), part: problem.part } : null;
}

function wholeDateProblem(entries: Entries, thisYear: number, language: Language): FormProblems['date'] | null {
  const part = missingPart(entries);
  if (!part || isDateEmpty(entries)) {
    return part
      ? { text: language.t('kiosk.search.missing-dob'), part }
      : typedDateProblem(entries, thisYear, language);
  }
  const missing = {
    day: 'kiosk.search.missing-day',
    month: 'kiosk.search.missing-month',
    year: 'kiosk.search.missing-year',
  } as const;
  return typedDateProblem(entries, thisYear, language) ?? { text: language.t(missing[part]), part };
}

/** Where the caret goes: the first field, in reading order, that something is wrong with. */
export function firstProblem(
  problems: FormProblems,
  form: { readonly mode: SearchMode; readonly asksSbd: boolean },
): FieldName | null {
  for (const field of fieldsOf(form.mode, form.asksSbd)) {
    if (field === 'date' && problems.date) return problems.date.part;
    if (field !== 'date' && problems[field]) return field;
  }
  return null;
}
