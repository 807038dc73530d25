import { ArrowRight } from 'lucide-react';
import type { LineKind, ReviewLine } from '../../../server/ingest/imports.contract.ts';
import type { Catalog } from '../../../server/i18n/translate.ts';
import { Chip } from '../../ui/Chip.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { diffText } from '../../ui/diff-text.ts';
import { DiffValue } from '../../ui/DiffValue.tsx';
import { findingKey, wordFacts } from './import-words.ts';
import styles from './ImportPage.module.css';

type Words = Catalog & { readonly nameOf: (column: string) => string };
type Columns = readonly Column<ReviewLine>[];

/** What is shown of a line, by its kind. */
export function lineColumns(kind: LineKind, words: Words): Columns {
  const { t } = words;
  const row: Column<ReviewLine> = {
    id: 'row',
    title: t('panel.import.row'),
    width: '72px',
    align: 'end',
    cell: ({ row: number }) => <span className={styles.number}>{number}</span>,
  };
  return kind === 'rejected' || kind === 'warned' ? [row, ...doubtful(kind, words)] : [...people(kind, words), row];
}

function people(kind: 'added' | 'changed', words: Words): Columns {
  const { t } = words;
  const who: Columns = [
    {
      id: 'sbd',
      title: t('panel.import.field.sbd'),
      width: '116px',
      cell: ({ sbd }) => <span className={styles.number}>{sbd}</span>,
    },
    {
      id: 'name',
      title: t('panel.import.field.name'),
      isRowName: true,
      ...(kind === 'changed' && { width: '22%' }),
      cell: ({ name }) => <b>{name}</b>,
    },
  ];
  return [...who, ...(kind === 'added' ? added(words) : changed(words))];
}

function added({ t }: Words): Columns {
  return [
    {
      id: 'values',
      title: t('panel.import.values'),
      width: '50%',
      cell: ({ values, sbd, name }) => (
        <span className={styles.quiet}>
          {Object.values(values)
            .filter((value) => value !== '' && value !== sbd && value !== name)
            .join(' · ')}
        </span>
      ),
    },
  ];
}

function changed({ t, nameOf }: Words): Columns {
  return [
    {
      id: 'column',
      title: t('panel.import.column'),
      width: '124px',
      cell: ({ column }) => <span className={styles.keep}>{nameOf(column)}</span>,
    },
    {
      id: 'before',
      title: t('panel.import.now'),
      cell: ({ before, after }) => <DiffValue pieces={diffText(before, after).old} is="gone" />,
    },
    {
      id: 'after',
      title: t('panel.import.in-file'),
      cell: ({ before, after }) => <DiffValue pieces={diffText(before, after).fresh} is="new" />,
    },
    {
      id: 'chip',
      title: t('panel.import.note'),
      hidesTitle: true,
      width: '124px',
      cell: ({ after }) => after === '' && <Chip tone="bad">{t('panel.import.empties')}</Chip>,
    },
  ];
}

function doubtful(kind: 'rejected' | 'warned', { t, isText, nameOf }: Words): Columns {
  return [
    {
      id: 'text',
      title: t(kind === 'rejected' ? 'panel.import.row.text' : 'panel.import.in-file'),
      isRowName: true,
      width: '36%',
      cell: ({ before, after }) => (after === '' || after === before ? before : <Pair before={before} after={after} />),
    },
    {
      id: 'why',
      title: t('panel.import.why'),
      cell: ({ reason, finding, facts, column }) => {
        if (reason !== null) return t(`ingest.reason.${reason}`, wordFacts(facts));
        if (finding === null) return '';
        return t(findingKey(finding, isText), { column: nameOf(column), ...wordFacts(facts) });
      },
    },
  ];
}

function Pair({ before, after }: Pick<ReviewLine, 'before' | 'after'>) {
  const { old, fresh } = diffText(before, after);
  return (
    <span className={styles.pair}>
      <DiffValue pieces={old} is="gone" />
      <ArrowRight aria-hidden />
      <DiffValue pieces={fresh} is="new" />
    </span>
  );
}
