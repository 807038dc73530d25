import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useText } from '../ui/language.tsx';
import { keepDraft, readDraft } from './draft.ts';
import { FolderDialog } from './FolderDialog.tsx';
import styles from './Setup.module.css';

/** A folder of this PC, typed or chosen. */
export function FolderField({ error }: { readonly error: string | null }) {
  const t = useText();
  const [folder, setFolder] = useState(() => readDraft().folder);
  const [isOpen, setOpen] = useState(false);
  const put = (next: string) => {
    setFolder(next);
    keepDraft({ folder: next });
  };
  return (
    <div className={styles.folder}>
      <Field
        name="folder"
        label={t('setup.folder')}
        hint={t('setup.folder.hint')}
        value={folder}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        error={error}
        onChange={({ target }) => put(target.value)}
      />
      <Button size="medium" icon={<FolderOpen aria-hidden />} onClick={() => setOpen(true)}>
        {t('setup.folder.choose')}
      </Button>
      {isOpen && (
        <FolderDialog
          onClose={() => setOpen(false)}
          onTake={(path) => {
            put(path);
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}
