import { useState } from 'react';
import type { IngestReport } from '../../../server/ingest/ingest.contract.ts';
import {
  importLinesEndpoint,
  type ImportState,
  type LineKind,
  type ReviewLine,
} from '../../../server/ingest/imports.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../ui/language.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Ticks } from '../../ui/table-columns.ts';
import styles from './ImportPage.module.css';
import { lineColumns } from './line-columns.tsx';
import { useColumnName } from './use-column-name.ts';
import type { ImportFace } from './use-import.ts';

type Props = {
  readonly list: ImportState;
  readonly kind: LineKind;
  readonly report: IngestReport;
  readonly tick: ImportFace['tick'];
};

const windowRows = 200;

/** The lines of one kind, fetched a window at a time around what is on the screen. */
export function LineTable({ list: { id }, kind, report, tick }: Props) {
  const { t, isText } = useLanguage();
  const nameOf = useColumnName(report);
  const [offset, setOffset] = useState(0);
  const asked = { id, kind, offset, limit: windowRows };
  const { body, problem, retry } = useAsk(importLinesEndpoint, asked, { keepLast: true });
  const rows = body && spread(body.lines, offset, body.total);
  const ticks: Ticks<ReviewLine> = {
    isTicked: ({ is_ticked: isTicked }) => isTicked,
    onTick: ({ n, is_ticked: isTicked }) => {
      if (kind === 'added' || kind === 'changed') void tick.send({ id, kind, lines: [n], ticked: !isTicked });
    },
    labelOf: ({ sbd, column }) => t('panel.import.tick', { sbd, column: column === '' ? '' : nameOf(column) }),
    all: {
      label: t('panel.import.tick-all', { count: body?.total ?? 0 }),
      state: stateOf(body?.ticked ?? 0, body?.total ?? 0),
      onTick: () => {
        if (kind === 'added' || kind === 'changed')
          void tick.send({ id, kind, ticked: (body?.ticked ?? 0) < (body?.total ?? 0) });
      },
    },
  };
  return (
    <div className={styles.lines}>
      <Table
        label={t(`panel.import.kind.${kind}`)}
        columns={lineColumns(kind, { t, isText, nameOf })}
        rows={rows}
        keyOf={({ n }) => String(n)}
        problem={problem}
        onRetry={retry}
        empty={t(`panel.import.none.${kind}`)}
        fills
        {...((kind === 'added' || kind === 'changed') && { ticks })}
        onSeen={(first) => setOffset(Math.max(0, Math.floor((first - 50) / 100) * 100))}
      />
    </div>
  );
}

function stateOf(ticked: number, total: number): 'none' | 'some' | 'all' {
  if (ticked === 0) return 'none';
  return ticked === total ? 'all' : 'some';
}

/** The window in its place; null where the others stand. */
function spread(lines: readonly ReviewLine[], offset: number, total: number): (ReviewLine | null)[] {
  const rows = new Array<ReviewLine | null>(total).fill(null);
  for (const [at, line] of lines.entries()) rows[offset + at] = line;
  return rows;
}
