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
  /** What the table may take, in px. */
  readonly width: number;
};

const px = { number: 116, dob: 118, round: 142, school: 200, result: 122, leastName: 190 };

/** Number, name and date always; round, school and results in this order as far as the width goes. */
export function studentColumns({ t, subjects, roundLabel, width }: Parts): readonly Column<FoundStudent>[] {
  let left = width - px.number - px.dob - px.leastName;
  const fits = (wanted: number) => {
    if (left < wanted) return false;
    left -= wanted;
    return true;
  };
  const showsRound = roundLabel !== null && fits(px.round);
  const showsSchool = fits(px.school);
  const showsResults = showsSchool && fits(subjects.length * px.result);
  return [
    {
      id: 'number',
      title: t('panel.students.field.sbd'),
      width: `${px.number}px`,
      canSort: true,
      cell: ({ sbd }) => <span className={styles.number}>{sbd}</span>,
    },
    {
      id: 'name',
      title: t('panel.students.field.name'),
      canSort: true,
      isRowName: true,
      cell: ({ name, round_id: round }) => (
        <>
          <b>{name}</b>
          {roundLabel !== null && !showsRound && <small className={styles.under}>{roundLabel(round)}</small>}
        </>
      ),
    },
    {
      id: 'dob',
      title: t('panel.students.field.dob'),
      width: `${px.dob}px`,
      cell: ({ dob }) => <span className={styles.number}>{dob}</span>,
    },
    ...(showsRound
      ? [quiet('round', t('panel.students.field.round'), `${px.round}px`, (row) => roundLabel(row.round_id))]
      : []),
    ...(showsSchool ? [quiet('school', t('panel.students.field.school'), '22%', ({ school }) => school)] : []),
    ...(showsResults ? subjects.map((subject) => resultColumn(subject, t)) : []),
  ];
}

function quiet(id: string, title: string, width: string, text: (row: FoundStudent) => string): Column<FoundStudent> {
  return {
    id,
    title,
    width,
    canSort: id === 'round',
    cell: (row) => <span className={styles.quiet}>{text(row)}</span>,
  };
}

function resultColumn({ code, label }: Subject, t: Translate): Column<FoundStudent> {
  return {
    id: `result ${code}`,
    title: label,
    width: `${px.result}px`,
    cell: ({ results }) => results[code] ?? <span className={styles.none}>{t('panel.students.no-result')}</span>,
  };
}
