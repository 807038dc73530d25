import type { Translate } from '../../../server/i18n/translate.ts';
import type { FoundStudent } from '../../../server/students/students.contract.ts';
import type { Column } from '../../ui/table-columns.ts';
import styles from './StudentsPage.module.css';

type Subject = { readonly code: string; readonly label: string };

type Parts = {
  readonly t: Translate;
  readonly subjects: readonly Subject[];
  /** The label of a round; null where the list shows one round alone. */
  readonly roundLabel: ((id: string) => string) | null;
};

/** With more subjects their results share one column. */
const mostSubjectColumns = 4;

export function studentColumns({ t, subjects, roundLabel }: Parts): readonly Column<FoundStudent>[] {
  return [
    {
      id: 'number',
      title: t('panel.students.field.sbd'),
      width: '116px',
      canSort: true,
      cell: ({ sbd }) => <span className={styles.number}>{sbd}</span>,
    },
    {
      id: 'name',
      title: t('panel.students.field.name'),
      canSort: true,
      isRowName: true,
      cell: ({ name }) => <b>{name}</b>,
    },
    {
      id: 'dob',
      title: t('panel.students.field.dob'),
      width: '118px',
      cell: ({ dob }) => <span className={styles.number}>{dob}</span>,
    },
    ...(roundLabel === null
      ? []
      : [
          {
            id: 'round',
            title: t('panel.students.field.round'),
            width: '142px',
            canSort: true,
            isSecondary: true,
            cell: ({ round_id: round }: FoundStudent) => <span className={styles.quiet}>{roundLabel(round)}</span>,
          },
        ]),
    {
      id: 'school',
      title: t('panel.students.field.school'),
      width: '22%',
      isSecondary: true,
      cell: ({ school }) => <span className={styles.quiet}>{school}</span>,
    },
    ...resultColumns(subjects, t),
  ];
}

function resultColumns(subjects: readonly Subject[], t: Translate): readonly Column<FoundStudent>[] {
  if (subjects.length <= mostSubjectColumns) {
    return subjects.map(({ code, label }) => ({
      id: `result ${code}`,
      title: label,
      width: subjects.length > 2 ? '11%' : '14%',
      isSecondary: true,
      cell: ({ results }) => results[code] ?? <span className={styles.none}>{t('panel.students.no-result')}</span>,
    }));
  }
  return [
    {
      id: 'results',
      title: t('panel.students.results'),
      width: '26%',
      isSecondary: true,
      cell: ({ results }) =>
        subjects
          .filter(({ code }) => code in results)
          .map(({ code, label }) => t('panel.students.subject-result', { subject: label, result: results[code] ?? '' }))
          .join(', '),
    },
  ];
}
