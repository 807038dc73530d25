import type { IngestReport } from '../../../server/ingest/ingest.contract.ts';
import type { ImportAnswers } from '../../../server/ingest/imports.contract.ts';
import type { Translate } from '../../../server/i18n/translate.ts';
import { useText } from '../../ui/language.tsx';
import { Select } from '../../ui/Select.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { useColumnName } from './use-column-name.ts';
import styles from './ImportPage.module.css';

type Target = IngestReport['targets'][number];
type Props = {
  readonly report: IngestReport;
  readonly answers: ImportAnswers;
  readonly onAnswer: (change: Partial<ImportAnswers>) => void;
};

/** Each column of the round, the head it is read from and the first value under it. */
export function ColumnTable({ report, answers, onAnswer }: Props) {
  const t = useText();
  const nameOf = useColumnName(report);
  const used = (column: string) => report.columns.find((known) => known.column === column);
  const heads = [...new Set(report.heads)];

  function change({ column, field }: Target, head: string): void {
    const before = used(column)?.head ?? '';
    const columns = answers.columns.filter(([name]) => name !== column && name !== field);
    const ignored = answers.ignored.filter((name) => name !== head);
    if (head !== '') onAnswer({ columns: [...columns, [column, head]], ignored });
    else onAnswer({ columns, ignored: [...new Set([...ignored, ...before.split(' + ')])].filter(Boolean) });
  }

  const columns: readonly Column<Target>[] = [
    {
      id: 'column',
      title: t('panel.import.column'),
      isRowName: true,
      cell: ({ column }) => <span className={styles.keep}>{nameOf(column)}</span>,
    },
    {
      id: 'head',
      title: t('panel.import.head'),
      cell: (target) => {
        const head = used(target.column)?.head ?? '';
        return (
          <Select
            label={t('panel.import.head.of', { column: nameOf(target.column) })}
            hidesLabel
            className={styles.head}
            options={optionsOf(t, heads, head)}
            value={head}
            onChange={(next) => change(target, next)}
          />
        );
      },
    },
    {
      id: 'sample',
      title: t('panel.import.sample'),
      cell: ({ column }) => <span className={styles.quiet}>{used(column)?.sample ?? ''}</span>,
    },
  ];
  return (
    <div className={styles.columns}>
      <Table
        label={t('panel.import.columns')}
        columns={columns}
        rows={report.targets}
        keyOf={({ column }) => column}
        empty={null}
      />
    </div>
  );
}

/** A value put together from several heads stays choosable as it is. */
function optionsOf(t: Translate, heads: readonly string[], head: string) {
  const all = head === '' || heads.includes(head) ? heads : [head, ...heads];
  return [{ value: '', label: t('panel.import.head.none') }, ...all.map((value) => ({ value, label: value }))];
}
