import { useMemo } from 'react';
import { useSignedIn } from '../../api/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Table } from '../../ui/Table.tsx';
import { usePanel } from '../frame/panel-context.ts';
import { isAtLeast } from '../is-at-least.ts';
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
  const { t, locale } = useLanguage();
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
  const { rows, total, listed, sortedBy, problem } = found;
  const show = (count: number) => count.toLocaleString(locale);
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
      <div className={styles.foot}>
        <p role="status">
          {rows && rows.length > 30 && !problem && <span>{t('panel.students.shown', { count: show(total) })}</span>}
          {listed < total && <span>{t('panel.students.capped', { count: show(listed) })}</span>}
          {sortedBy !== undefined && sortedBy !== view.sort.by && <span>{t('panel.students.unsorted')}</span>}
        </p>
        <p className={styles.keys}>
          <kbd>{'/'}</kbd> {t('panel.students.key.find')} <kbd>{'↑'}</kbd> <kbd>{'↓'}</kbd>{' '}
          {t('panel.students.key.walk')} <kbd>{'Enter'}</kbd> {t('panel.students.key.open')}
          {canEdit && (
            <>
              {' '}
              <kbd>{'E'}</kbd> {t('panel.students.key.edit')}
            </>
          )}
        </p>
      </div>
    </>
  );
}
