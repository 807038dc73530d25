import { useLanguage, useText } from '../../ui/language.tsx';
import styles from './StudentsPage.module.css';
import type { StudentRows } from './use-student-rows.ts';

type Props = {
  readonly found: StudentRows;
  /** What the list is asked to be sorted by. */
  readonly wanted: string;
  readonly canEdit: boolean;
};

/** How long the list is, what it could not do, and its keys. */
export function ListFoot({ found, wanted, canEdit }: Props) {
  const { t, locale } = useLanguage();
  const { rows, total, listed, sortedBy, problem } = found;
  const show = (count: number) => count.toLocaleString(locale);
  return (
    <div className={styles.foot}>
      <p role="status">
        {rows && rows.length > 30 && !problem && <span>{t('panel.students.shown', { count: show(total) })}</span>}
        {listed < total && <span>{t('panel.students.capped', { count: show(listed) })}</span>}
        {sortedBy !== undefined && sortedBy !== wanted && <span>{t('panel.students.unsorted')}</span>}
      </p>
      <KeyHints canEdit={canEdit} />
    </div>
  );
}

function KeyHints({ canEdit }: Pick<Props, 'canEdit'>) {
  const t = useText();
  return (
    <p className={styles.keys}>
      <kbd>{'/'}</kbd> {t('panel.students.key.find')} <kbd>{'↑'}</kbd> <kbd>{'↓'}</kbd> {t('panel.students.key.walk')}{' '}
      <kbd>{'Enter'}</kbd> {t('panel.students.key.open')}
      {canEdit && (
        <>
          {' '}
          <kbd>{'E'}</kbd> {t('panel.students.key.edit')}
        </>
      )}
    </p>
  );
}
