import { CornerLeftUp, FileArchive, Folder, FolderCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type FolderList, setupFoldersEndpoint } from '../../server/setup/setup.contract.ts';
import { call } from '../api/call.ts';
import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/language.tsx';
import { Modal } from '../ui/Modal.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import type { Problem } from '../ui/problem.ts';
import styles from './FolderDialog.module.css';

type Props = {
  /** A folder that holds a center, or a backup. */
  readonly wanted: 'folder' | 'file';
  readonly onTake: (path: string) => void;
  readonly onClose: () => void;
};

/** Walks through this PC's folders, from the user's own on, to what is wanted. */
export function FolderDialog({ wanted, onTake, onClose }: Props) {
  const t = useText();
  const [path, setPath] = useState('');
  const [shown, setShown] = useState<FolderList | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    void call(setupFoldersEndpoint, { path }, leaving.signal).then((answer) => {
      if (leaving.signal.aborted) return;
      if (answer.ok) setShown(answer.body);
      setProblem(answer.ok ? null : answer.problem);
    });
    return () => leaving.abort();
  }, [path]);
  return (
    <Modal
      title={t(wanted === 'file' ? 'setup.browse.file.title' : 'setup.browse.title')}
      text={shown?.path}
      onClose={onClose}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          {wanted === 'folder' && (
            <Button
              size="medium"
              kind="primary"
              disabled={shown?.is_center !== true}
              onClick={() => shown && onTake(shown.path)}
            >
              {t('setup.browse.take')}
            </Button>
          )}
        </>
      }
    >
      <ProblemText problem={problem} />
      {shown && <FolderRows shown={shown} onOpen={setPath} onFile={wanted === 'file' ? onTake : null} />}
    </Modal>
  );
}

type RowsProps = {
  readonly shown: FolderList;
  readonly onOpen: (path: string) => void;
  /** Null where no file is wanted. */
  readonly onFile: ((path: string) => void) | null;
};

function FolderRows({ shown, onOpen, onFile }: RowsProps) {
  const t = useText();
  const { path, parent, folders, is_cut: isCut } = shown;
  const files = onFile ? shown.files : [];
  return (
    <>
      <ul className={styles.list} aria-label={t('setup.browse.list', { folder: path })}>
        {parent !== null && (
          <li>
            <button type="button" className={styles.row} onClick={() => onOpen(parent)}>
              <CornerLeftUp aria-hidden />
              <span>{t('setup.browse.up')}</span>
            </button>
          </li>
        )}
        {folders.map((folder) => (
          <li key={folder.path}>
            <button type="button" className={styles.row} onClick={() => onOpen(folder.path)}>
              {folder.is_center ? <FolderCheck aria-hidden /> : <Folder aria-hidden />}
              <span>{folder.name}</span>
              {folder.is_center && <small>{t('setup.browse.center')}</small>}
            </button>
          </li>
        ))}
        {files.map((file) => (
          <li key={file.path}>
            <button type="button" className={styles.row} onClick={() => onFile?.(file.path)}>
              <FileArchive aria-hidden />
              <span>{file.name}</span>
              <small>{t('setup.browse.backup')}</small>
            </button>
          </li>
        ))}
      </ul>
      {folders.length + files.length === 0 && <p className={styles.note}>{t('setup.browse.empty')}</p>}
      {isCut && <p className={styles.note}>{t('setup.browse.cut')}</p>}
    </>
  );
}
