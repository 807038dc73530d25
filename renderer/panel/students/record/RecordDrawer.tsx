import { ChevronLeft, ChevronRight, RotateCw } from 'lucide-react';
import {
  type FoundStudent,
  studentRecordEndpoint,
  type StudentRecord,
} from '../../../../server/students/students.contract.ts';
import { useAsk } from '../../../api/use-ask.ts';
import { Button } from '../../../ui/Button.tsx';
import { Drawer } from '../../../ui/Drawer.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useText } from '../../../ui/language.tsx';
import type { Problem } from '../../../ui/problem.ts';
import { ProblemText } from '../../../ui/ProblemText.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { TabList, TabPanel, Tabs } from '../../../ui/Tabs.tsx';
import type { DrawerTab, OpenRow } from '../use-list-view.ts';
import { CertificateTab } from './CertificateTab.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import styles from './Record.module.css';
import { RecordTab } from './RecordTab.tsx';

type Props = {
  readonly open: OpenRow;
  /** The rows beside it, to walk to the next. */
  readonly rows: readonly (FoundStudent | null)[] | undefined;
  readonly tab: DrawerTab;
  /** The name is being corrected from the start. */
  readonly startsEditing: boolean;
  readonly onTab: (tab: DrawerTab) => void;
  readonly onOpen: (row: OpenRow | null) => void;
  readonly onTyped: (isTyped: boolean) => void;
};

/** One record: what is written, what it gives, what became of it. */
export function RecordDrawer({ open, rows, tab, startsEditing, onTab, onOpen, onTyped }: Props) {
  const t = useText();
  const { body: record, problem, retry } = useAsk(studentRecordEndpoint, { sbd: open.sbd });
  const known = rows?.find((row) => row?.sbd === open.sbd && row.round_id === open.round_id);
  const parts = record && openedIn(record, open.round_id);
  return (
    <Tabs value={tab} onChange={onTab}>
      <Drawer
        title={parts?.name ?? known?.name ?? open.sbd}
        over={
          <span className={styles.over}>
            <span>{t('panel.students.number', { sbd: open.sbd })}</span>
            <Steps open={open} rows={rows} onOpen={onOpen} />
          </span>
        }
        under={<RecordTabs record={record} />}
        onClose={() => onOpen(null)}
      >
        {!record && <Coming problem={problem} onRetry={retry} />}
        {parts && (
          <>
            <TabPanel id="record">
              <RecordTab {...parts} startsEditing={startsEditing} onOpen={onOpen} onTyped={onTyped} />
            </TabPanel>
            <TabPanel id="certificates">
              <CertificateTab record={parts.record} />
            </TabPanel>
            <TabPanel id="history">
              <HistoryTab record={parts.record} />
            </TabPanel>
          </>
        )}
      </Drawer>
    </Tabs>
  );
}

/** The record with the row that was opened, or its first one. */
function openedIn(record: StudentRecord, roundId: string) {
  const round = record.rounds.find(({ round_id: id }) => id === roundId) ?? record.rounds[0];
  const name = round?.fields.find(({ role }) => role === 'name')?.value ?? record.name;
  return round && { record, round, name };
}

function RecordTabs({ record }: { readonly record: StudentRecord | undefined }) {
  const t = useText();
  const counts = record && { certificates: record.certificates.length, history: record.history.length };
  return (
    <TabList
      label={t('panel.students.tabs')}
      tabs={[
        { id: 'record', label: t('panel.students.tab.record') },
        {
          id: 'certificates',
          label: t('panel.students.tab.certificates'),
          ...(counts && { count: counts.certificates }),
        },
        { id: 'history', label: t('panel.students.tab.history'), ...(counts && { count: counts.history }) },
      ]}
    />
  );
}

/** The record is on its way, or why it did not come. */
function Coming({ problem, onRetry }: { readonly problem: Problem | null; readonly onRetry: () => void }) {
  const t = useText();
  if (!problem) {
    return (
      <div aria-busy>
        <Skeleton lines={7} />
      </div>
    );
  }
  return (
    <div className={styles.problem}>
      <ProblemText problem={problem} />
      <Button size="small" icon={<RotateCw aria-hidden />} onClick={onRetry}>
        {t('ui.retry')}
      </Button>
    </div>
  );
}

/** To the records before and after, as the list beside stands. */
function Steps({ open, rows, onOpen }: Pick<Props, 'open' | 'rows' | 'onOpen'>) {
  const t = useText();
  const at = rows?.findIndex((row) => row?.sbd === open.sbd && row.round_id === open.round_id) ?? -1;
  if (at < 0) return null;
  const [before, after] = [rows?.[at - 1] ?? null, rows?.[at + 1] ?? null];
  return (
    <span className={styles.steps}>
      <IconButton label={t('panel.students.before')} disabled={!before} onClick={() => before && onOpen(before)}>
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton label={t('panel.students.after')} disabled={!after} onClick={() => after && onOpen(after)}>
        <ChevronRight aria-hidden />
      </IconButton>
    </span>
  );
}
