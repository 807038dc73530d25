import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '../../ui/language.tsx';
import { Page } from '../frame/Page.tsx';
import { useSettled } from '../use-settled.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { EntryDrawer } from './EntryDrawer.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { LogTable } from './LogTable.tsx';
import { OutsideDrawer } from './OutsideDrawer.tsx';
import { toBounds } from './period.ts';
import { actionsOf, readFilters } from './read-filters.ts';
import { useEntry } from './use-entry.ts';
import { VerdictBanner } from './VerdictBanner.tsx';

/** Who did what, when, from where. */
export function AuditPage() {
  const t = useText();
  const [address] = useSearchParams();
  const [typed, setTyped] = useState('');
  const [seesOutside, setSeesOutside] = useState(false);
  const { entry, open, close } = useEntry();
  const target = useSettled(typed.trim());
  const { period, person, kind } = readFilters(address);
  const bounds = toBounds(period, new Date());
  const filter = { ...bounds, person: person === 'all' ? '' : person, actions: actionsOf(kind), target };
  const openEntry = (seq: number) => {
    setSeesOutside(false);
    open(seq);
  };
  const drawer = seesOutside ? (
    <OutsideDrawer onClose={() => setSeesOutside(false)} />
  ) : (
    entry && <EntryDrawer key={entry.seq} entry={entry} onClose={close} />
  );
  return (
    <Page title={t('panel.page.audit')} line={t('panel.audit.line')} actions={<ExportMenu />} drawer={drawer} fills>
      <VerdictBanner onOpenEntry={openEntry} onOpenOutside={() => setSeesOutside(true)} />
      <AuditFilters target={typed} onTarget={setTyped} />
      <LogTable
        key={JSON.stringify(filter)}
        filter={filter}
        hasDays={period !== 'today'}
        openSeq={entry?.seq ?? null}
        onOpen={openEntry}
      />
    </Page>
  );
}
