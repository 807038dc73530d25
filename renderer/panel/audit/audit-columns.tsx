import type { AuditEntryShown } from '../../../server/audit/audit.contract.ts';
import type { Catalog, Locale } from '../../../server/i18n/translate.ts';
import { Chip } from '../../ui/Chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import { showMoment } from '../../ui/show-moment.ts';
import type { Column } from '../../ui/table-columns.ts';
import styles from './AuditPage.module.css';
import { kindOf } from './kinds.ts';
import { sayAddress, sayEntry, sayPerson, sayTarget } from './say-entry.ts';

type Language = Catalog & { readonly locale: Locale };

type Parts = {
  readonly language: Language;
  /** More than today is listed, so the time needs its day. */
  readonly hasDays: boolean;
  /** What the table may take, in px. */
  readonly width: number;
};

const [phoneWidth, tabletWidth] = [600, 860];

/** As many as the width goes; on a phone the time, and what was done with who did it under it. */
export function auditColumns({ language, hasDays, width }: Parts): readonly Column<AuditEntryShown>[] {
  const all = allColumns(language, hasDays);
  if (width >= tabletWidth) return all;
  if (width >= phoneWidth) return all.filter(({ id }) => id !== 'target' && id !== 'from');
  return all.flatMap((column): Column<AuditEntryShown>[] => {
    if (column.id === 'at') return [{ ...column, width: hasDays ? '118px' : '92px' }];
    return column.id === 'act'
      ? [{ ...column, cell: (entry) => <ActAndPerson entry={entry} language={language} /> }]
      : [];
  });
}

type CellProps = { readonly entry: AuditEntryShown; readonly language: Language };

function ActAndPerson({ entry, language }: CellProps) {
  return (
    <>
      {sayEntry(entry, language)}
      <small className={styles.under}>{sayPerson(entry, language)}</small>
    </>
  );
}

function allColumns(language: Language, hasDays: boolean): readonly Column<AuditEntryShown>[] {
  const { t, locale } = language;
  return [
    {
      id: 'at',
      title: t('panel.audit.at'),
      width: hasDays ? '164px' : '92px',
      cell: ({ at }) => <EntryTime at={at} locale={locale} />,
    },
    {
      id: 'person',
      title: t('panel.audit.person'),
      width: '196px',
      cell: (entry) => <b className={styles.person}>{sayPerson(entry, language)}</b>,
    },
    {
      id: 'kind',
      title: t('panel.audit.kind'),
      width: '124px',
      isSecondary: true,
      cell: ({ action }) => {
        const { tone, label } = kindOf(action);
        return <Chip tone={tone}>{t(label)}</Chip>;
      },
    },
    {
      id: 'act',
      title: t('panel.audit.act'),
      isRowName: true,
      cell: (entry) => <span className={styles.act}>{sayEntry(entry, language)}</span>,
    },
    {
      id: 'target',
      title: t('panel.audit.target'),
      width: '170px',
      isSecondary: true,
      cell: ({ target }) => <span className={styles.quiet}>{sayTarget(target)}</span>,
    },
    {
      id: 'from',
      title: t('panel.audit.from'),
      width: '124px',
      isSecondary: true,
      cell: ({ address }) => (
        <span className={classNames(styles.quiet, styles.from)}>{sayAddress(address, language)}</span>
      ),
    },
  ];
}

/** To the second today; the day before it otherwise. */
function EntryTime({ at, locale }: { readonly at: string; readonly locale: Locale }) {
  const now = new Date();
  const moment = new Date(at);
  const { full } = showMoment(moment, now, locale);
  const isToday = moment.toDateString() === now.toDateString();
  return (
    <time className={styles.time} dateTime={at} title={full}>
      {isToday ? full.slice(full.indexOf(' ') + 1) : full}
    </time>
  );
}
