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
      width: '160px',
      cell: ({ sbd }) => <b>{sbd}</b>,
    },
    { id: 'round', title: t('panel.students.field.round'), cell: ({ round_id: round }) => roundLabel(round) },
    {
      id: 'field',
      title: t('panel.health.glyphs.field'),
      width: '160px',
      cell: ({ field }) => {
        const key = `panel.students.field.${field}`;
        return isText(key) ? t(key) : field;
      },
    },
    {
      id: 'character',
      title: t('panel.health.glyphs.character'),
      width: '160px',
      cell: ({ character }) => (
        <>
          <bdi className={styles.character}>{character}</bdi> <small>{codeOf(character)}</small>
        </>
      ),
    },
    { id: 'font', title: t('panel.health.glyphs.font'), width: '160px', cell: ({ font }) => font, isSecondary: true },
  ];
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
