import { useMemo } from 'react';
import { useSignedIn } from '../../api/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Table } from '../../ui/Table.tsx';
import { usePanel } from '../frame/panel-context.ts';
import { isAtLeast } from '../is-at-least.ts';
import { ListFoot } from './ListFoot.tsx';
import { studentColumns } from './student-columns.tsx';
import styles from './StudentsPage.module.css';
import type { ListView, OpenRow } from './use-list-view.ts';
import type { StudentRows } from './use-student-rows.ts';
import { useSubjects } from './use-subjects.ts';

type Props = {
  readonly view: ListView;
  readonly found: StudentRows;
  readonly isNarrowed: boolean;
  /** What the table may take, in px. */
  readonly width: number;
  readonly onShow: (row: OpenRow, isEdited?: boolean) => void;
  /** Takes away what narrows the list. */
  readonly onAll: () => void;
};

export function StudentTable({ view, found, isNarrowed, width, onShow, onAll }: Props) {
  const { t } = useLanguage();
  const { role } = useSignedIn();
  const { rounds } = usePanel().portal;
  const subjects = useSubjects();
  const isOneRound = rounds.length < 2 || view.filters.round !== '';
  const columns = useMemo(
    () =>
      studentColumns({
        t,
        subjects,
        width,
        roundLabel: isOneRound ? null : (id) => rounds.find((round) => round.id === id)?.label ?? id,
      }),
    [t, subjects, rounds, isOneRound, width],
  );
  const canEdit = isAtLeast(role, 'admin');
  const { rows, sortedBy, problem } = found;
  return (
    <>
      <Table
        label={t('panel.page.students')}
        columns={columns}
        rows={problem ? [] : rows}
        keyOf={({ round_id: round, sbd }) => `${round} ${sbd}`}
        problem={problem}
        onRetry={found.retry}
        empty={
          <div className={styles.nothing}>
            <p>{t('panel.students.nothing')}</p>
            <p>{t('panel.students.nothing.hint')}</p>
            {isNarrowed && (
              <Button size="small" onClick={onAll}>
                {t('panel.students.show-all')}
              </Button>
            )}
          </div>
        }
        sort={{ by: sortedBy ?? view.sort.by, descending: view.sort.descending }}
        onSort={view.setSort}
        openKey={view.open && `${view.open.round_id} ${view.open.sbd}`}
        onOpen={(row) => onShow(row)}
        {...(canEdit && { onEdit: (row: OpenRow) => onShow(row, true) })}
        onSeen={found.onSeen}
        fills
      />
      <ListFoot found={found} wanted={view.sort.by} canEdit={canEdit} />
    </>
  );
}
