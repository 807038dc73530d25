import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { fileNameHeader, uploadImportEndpoint } from '../../../server/ingest/imports.contract.ts';
import { useUpload } from '../../api/use-upload.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { BatchList } from './BatchList.tsx';
import styles from './ImportPage.module.css';
import { OpenImports } from './OpenImports.tsx';
import { SampleButton } from './SampleButton.tsx';

const accepted = '.xlsx,.xlsm,.csv,.txt,.json,.xls,.htm,.html';

/** Drop a list, or choose one; below, what was left half done and what was written. */
export function FileStep({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const { upload, uploading, problem, cancel } = useUpload(uploadImportEndpoint, fileNameHeader);

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const list = await upload(file);
    if (list) onOpen(list.id);
  }

  return (
    <>
      <div
        className={classNames(styles.drop, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <FileUp aria-hidden />
        {uploading ? (
          <div role="status" className={styles.sending}>
            <p>{t('panel.import.sending', { file: uploading.name })}</p>
            <progress aria-label={t('panel.import.progress')} max={uploading.total} value={uploading.sent} />
            <Button size="medium" onClick={cancel}>
              {t('ui.cancel')}
            </Button>
          </div>
        ) : (
          <>
            <p className={styles.lead}>{t('panel.import.drop')}</p>
            <p className={styles.quiet}>{t('panel.import.drop.kinds')}</p>
            <div className={styles.ways}>
              <Button size="medium" kind="primary" onClick={() => input.current?.click()}>
                {t('panel.import.choose')}
              </Button>
              <SampleButton kind="ghost" />
            </div>
          </>
        )}
        <input
          ref={input}
          type="file"
          accept={accepted}
          className={styles.hiddenFile}
          aria-label={t('panel.import.choose')}
          tabIndex={-1}
          onChange={({ currentTarget }) => {
            void take(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
      </div>
      <ProblemText problem={problem} />
      <OpenImports onOpen={onOpen} />
      <BatchList />
    </>
  );
}
