import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useText } from '../ui/language.tsx';
import { keepDraft, readDraft } from './draft.ts';
import { FolderDialog } from './FolderDialog.tsx';
import styles from './Setup.module.css';

type Props = {
  /** A center's folder, or a backup. */
  readonly wanted: 'folder' | 'file';
  readonly error: string | null;
};

/** A place on this PC, typed or chosen. */
export function FolderField({ wanted, error }: Props) {
  const t = useText();
  const [folder, setFolder] = useState(() => readDraft()[wanted]);
  const [isOpen, setOpen] = useState(false);
  const put = (next: string) => {
    setFolder(next);
    keepDraft({ [wanted]: next });
  };
  return (
    <div className={styles.folder}>
      <Field
        name={wanted}
        label={t(`setup.${wanted}`)}
        hint={t(`setup.${wanted}.hint`)}
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
          wanted={wanted}
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
