import type { GlyphReport } from '../../../server/health/health.contract.ts';
import type { Catalog } from '../../../server/i18n/translate.ts';
import type { Column } from '../../ui/table-columns.ts';
import styles from './HealthPage.module.css';

type Row = GlyphReport['rows'][number];
type Parts = Pick<Catalog, 't' | 'isText'> & { readonly roundLabel: (id: string) => string };

/** Where a character is that cannot be drawn, and which: itself, as the panel's own font shows it, and its number. */
export function glyphColumns({ t, isText, roundLabel }: Parts): readonly Column<Row>[] {
  return [
    {
      id: 'sbd',
      title: t('panel.students.field.sbd'),
      isRowName: true,
      width: '36%',
      cell: ({ sbd, round_id: round }) => (
        <>
          <b>{sbd}</b>
          <small className={styles.under}>{roundLabel(round)}</small>
        </>
      ),
    },
    {
      id: 'field',
      title: t('panel.health.glyphs.field'),
      cell: ({ field, font }) => {
        const key = `panel.students.field.${field}`;
        return (
          <>
            {isText(key) ? t(key) : field}
            <small className={styles.under}>{t('panel.health.glyphs.font', { font })}</small>
          </>
        );
      },
    },
    {
      id: 'character',
      title: t('panel.health.glyphs.character'),
      width: '30%',
      cell: ({ character }) => (
        <>
          <bdi className={styles.character}>{character}</bdi>
          <small className={styles.under}>{codeOf(character)}</small>
        </>
      ),
    },
  ];
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
