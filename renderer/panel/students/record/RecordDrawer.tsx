import { ChevronLeft, ChevronRight, RotateCw } from 'lucide-react';
import { type FoundStudent, studentRecordEndpoint } from '../../../../server/students/students.contract.ts';
import { useAsk } from '../../../api/use-ask.ts';
import { Button } from '../../../ui/Button.tsx';
import { Drawer } from '../../../ui/Drawer.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useText } from '../../../ui/language.tsx';
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
  const round = record?.rounds.find(({ round_id: id }) => id === open.round_id) ?? record?.rounds[0];
  const parts = record && round && { record, round };
  return (
    <Tabs value={tab} onChange={onTab}>
      <Drawer
        title={nameOf(round?.fields) ?? record?.name ?? known?.name ?? open.sbd}
        over={
          <span className={styles.over}>
            <span>{t('panel.students.number', { sbd: open.sbd })}</span>
            <Steps open={open} rows={rows} onOpen={onOpen} />
          </span>
        }
        under={
          <TabList
            label={t('panel.students.tabs')}
            tabs={[
              { id: 'record', label: t('panel.students.tab.record') },
              {
                id: 'certificates',
                label: t('panel.students.tab.certificates'),
                ...(record && { count: record.certificates.length }),
              },
              {
                id: 'history',
                label: t('panel.students.tab.history'),
                ...(record && { count: record.history.length }),
              },
            ]}
          />
        }
        onClose={() => onOpen(null)}
      >
        {problem && !record && (
          <div className={styles.problem}>
            <ProblemText problem={problem} />
            <Button size="small" icon={<RotateCw aria-hidden />} onClick={retry}>
              {t('ui.retry')}
            </Button>
          </div>
        )}
        {!record && !problem && (
          <div aria-busy>
            <Skeleton lines={7} />
          </div>
        )}
        <TabPanel id="record">
          {parts && <RecordTab {...parts} startsEditing={startsEditing} onOpen={onOpen} onTyped={onTyped} />}
        </TabPanel>
        <TabPanel id="certificates">{parts && <CertificateTab {...parts} />}</TabPanel>
        <TabPanel id="history">{parts && <HistoryTab {...parts} />}</TabPanel>
      </Drawer>
    </Tabs>
  );
}

function nameOf(fields: readonly { readonly role: string; readonly value: string }[] | undefined) {
  return fields?.find(({ role }) => role === 'name')?.value;
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
