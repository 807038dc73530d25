import { discardImportEndpoint, openImportsEndpoint } from '../../../server/ingest/imports.contract.ts';
import { useAsk, useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './ImportPage.module.css';

/** Lists that were dropped in and not written yet; absent where there are none. */
export function OpenImports({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const t = useText();
  const { body } = useAsk(openImportsEndpoint, {});
  const discard = useSend(discardImportEndpoint, { refreshes: [openImportsEndpoint.path] });
  if (!body || body.imports.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{t('panel.import.open')}</h2>
      <ul className={styles.open}>
        {body.imports.map(({ id, file_name: file }) => (
          <li key={id}>
            <span>{file}</span>
            <Button size="small" kind="ghost" onClick={() => void discard.send({ id })}>
              {t('panel.import.discard')}
            </Button>
            <Button size="small" onClick={() => onOpen(id)}>
              {t('panel.import.go-on')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
