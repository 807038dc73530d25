import type { ReactNode } from 'react';
import { useSignedIn } from '../../api/session.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { pagesFor } from '../pages.ts';
import styles from './KeysDialog.module.css';

/** Every key of the panel. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { role } = useSignedIn();
  const everywhere = [
    ['Ctrl K', t('panel.keys.palette')],
    ['/', t('panel.keys.palette')],
    ['?', t('panel.keys.title')],
    ['Esc', t('panel.keys.close')],
  ] as const;
  const inLists = [
    ['↑ ↓', t('panel.keys.walk')],
    ['Enter', t('panel.keys.open')],
    ['E', t('panel.keys.edit')],
    [t('panel.keys.space'), t('panel.keys.tick')],
  ] as const;
  return (
    <Modal title={t('panel.keys.title')} onClose={onClose}>
      <div className={styles.groups}>
        <Keys title={t('panel.keys.everywhere')} keys={everywhere} />
        <Keys title={t('panel.keys.lists')} keys={inLists} />
        <Keys title={t('panel.keys.go')} keys={pagesFor(role).map(({ letter, label }) => [`g ${letter}`, t(label)])} />
      </div>
    </Modal>
  );
}

type Props = { readonly title: string; readonly keys: readonly (readonly [string, ReactNode])[] };

function Keys({ title, keys }: Props) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
