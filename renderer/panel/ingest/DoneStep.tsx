import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ImportState } from '../../../server/ingest/imports.contract.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './ImportPage.module.css';
import { UndoDialog } from './UndoDialog.tsx';
import type { ImportFace } from './use-import.ts';

type Props = { readonly list: ImportState; readonly face: Pick<ImportFace, 'open'> };

/** Written: what it came to, and the way back. */
export function DoneStep({ list, face }: Props) {
  const t = useText();
  const [isUndoing, setUndoing] = useState(false);
  const { added = 0, changed = 0, rejected = 0 } = list.report?.counts ?? {};
  return (
    <>
      <Banner
        tone="ok"
        title={t('panel.import.done', { added, changed, rejected })}
        actions={
          list.batch !== null && (
            <Button size="small" icon={<Undo2 aria-hidden />} onClick={() => setUndoing(true)}>
              {t('panel.import.undo.this')}
            </Button>
          )
        }
      >
        {t('panel.import.done.text')}
      </Banner>
      <div className={styles.actions}>
        <Button size="medium" kind="primary" onClick={() => face.open(null)}>
          {t('panel.import.next-file')}
        </Button>
      </div>
      {isUndoing && list.batch !== null && (
        <UndoDialog
          batch={{ id: list.batch, file_name: list.file_name, added, changed }}
          onClose={() => setUndoing(false)}
        />
      )}
    </>
  );
}
