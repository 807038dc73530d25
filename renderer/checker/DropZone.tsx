import { useEffect, useEffectEvent, useState } from 'react';
import { useText } from '../ui/language.tsx';
import styles from './DropZone.module.css';

type Props = {
  readonly onFile: (file: File) => Promise<void>;
  readonly onText: (text: string, is: 'pasted') => boolean;
};

/** Files dropped anywhere on the page, pictures and links pasted outside a field. */
export function DropZone({ onFile, onText }: Props) {
  const t = useText();
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent((transfer: DataTransfer | null, event: Event) => {
    const file = transfer?.files[0];
    if (file) {
      event.preventDefault();
      void onFile(file);
    } else if (!isField(event.target)) {
      onText(transfer?.getData('text/plain') ?? '', 'pasted');
    }
  });
  useEffect(() => {
    const done = new AbortController();
    const { signal } = done;
    window.addEventListener('paste', (event) => take(event.clipboardData, event), { signal });
    window.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    window.addEventListener('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false), { signal });
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer, event);
      },
      { signal },
    );
    return () => done.abort();
  }, []);
  return isOver ? <div className={styles.over}>{t('checker.drop')}</div> : null;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}
