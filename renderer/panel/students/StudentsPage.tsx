import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { studentFacetsEndpoint, studentSorts } from '../../../server/students/students.contract.ts';
import { usePanelEvent } from '../../api/panel-events.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { Page } from '../frame/Page.tsx';
import { useSettled } from '../use-settled.ts';
import { useLanguage } from '../../ui/language.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { FilterBar } from './FilterBar.tsx';
import { listLine } from './list-line.ts';
import { NoStudents } from './NoStudents.tsx';
import { RecordDrawer } from './record/RecordDrawer.tsx';
import { staleAfterChange } from './record/use-correction.ts';
import { StudentTable } from './StudentTable.tsx';
import styles from './StudentsPage.module.css';
import { useKeepTyped } from './use-keep-typed.tsx';
import { type OpenRow, useListView } from './use-list-view.ts';
import { type RowsRequest, useStudentRows } from './use-student-rows.ts';

/** Find a student, look at the record closely, mend it. */
export function StudentsPage() {
  const { t, locale } = useLanguage();
  const view = useListView();
  const { open, filters, sort } = view;
  // A name or a date of birth: never in the address.
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  const list = useRef<HTMLDivElement>(null);
  const [edits, setEdits] = useState<string | null>(null);
  const facets = useAsk(studentFacetsEndpoint, { round_id: filters.round }, { keepLast: true });
  const filter = {
    text: asked,
    round_id: filters.round,
    school: filters.school,
    subject_code: filters.subject,
    result: filters.result,
  };
  const request: RowsRequest = {
    ...filter,
    sort: studentSorts.find((one) => one === sort.by) ?? 'number',
    is_descending: sort.descending,
  };
  const found = useStudentRows(request);
  const queries = useQueryClient();
  usePanelEvent('students', () => {
    for (const path of staleAfterChange) void queries.invalidateQueries({ queryKey: [path] });
  });
  const width = useWidth(list);
  const question = JSON.stringify(request);
  useEffect(() => {
    // Another question begins at the top.
    if (question) list.current?.querySelector('[role=region]')?.scrollTo({ top: 0 });
  }, [question]);
  const isNarrowed = [asked, filters.school, filters.subject, filters.result].some((value) => value !== '');
  const typed = useKeepTyped();
  const toRows = useCallback(() => list.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus(), []);
  const show = (row: OpenRow | null, isEdited = false) => {
    // What is being typed into the open record stays.
    if (row && open && keyOf(row) === keyOf(open) && typed.isTyped) return;
    setEdits(row && isEdited ? keyOf(row) : null);
    view.openRow(row, isEdited);
  };

  if (facets.body?.total === 0) return <NoStudents />;
  return (
    <Page
      title={t('panel.page.students')}
      line={listLine({ facets: facets.body, found, isNarrowed, view, t, locale })}
      actions={<ExportMenu request={request} total={found.total} />}
      fills
      drawer={
        open && (
          <RecordDrawer
            key={`${keyOf(open)} ${edits ?? ''}`}
            open={open}
            rows={found.rows}
            tab={view.tab}
            startsEditing={edits === keyOf(open)}
            onTab={view.setTab}
            onOpen={show}
            onTyped={typed.setTyped}
          />
        )
      }
    >
      <FilterBar view={view} facets={facets.body} text={text} onText={setText} onLeave={toRows} />
      <div ref={list} className={styles.list}>
        <StudentTable
          view={view}
          found={found}
          width={width}
          isNarrowed={asked !== '' || view.isFiltered}
          onShow={show}
          onAll={() => {
            setText('');
            view.clearFilters();
          }}
        />
      </div>
      {typed.question}
    </Page>
  );
}

function keyOf({ round_id: round, sbd }: OpenRow): string {
  return `${round} ${sbd}`;
}
