import type { ImportState } from '../../../server/ingest/imports.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './ImportPage.module.css';
import type { ImportFace } from './use-import.ts';

type Props = { readonly list: ImportState; readonly face: Pick<ImportFace, 'cancel'> };

/** Reading or writing goes on: how far it is, and a way out that changes nothing. */
export function WorkingStep({ list: { job, phase }, face: { cancel } }: Props) {
  const t = useText();
  const { done = 0, total = null } = job ?? {};
  return (
    <div className={styles.working} role="status">
      <p>{t(phase === 'reading' ? 'panel.import.reading' : 'panel.import.writing')}</p>
      <progress aria-label={t('panel.import.progress')} {...(total !== null && { max: total, value: done })} />
      <p className={styles.quiet}>
        {total === null ? t('panel.import.rows', { count: done }) : t('panel.import.rows-of', { count: done, total })}
      </p>
      <Button size="medium" busy={cancel.busy} onClick={() => void cancel.send({ id: job?.id ?? '' })}>
        {t('ui.cancel')}
      </Button>
    </div>
  );
}
