import { useState } from 'react';
import type { StagedRestore } from '../../../server/backup/backup.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import styles from './BackupPage.module.css';
import type { BackupsFace } from './use-backups.ts';

type Props = { readonly staged: StagedRestore; readonly face: Pick<BackupsFace, 'drop' | 'restore'> };

const counted = ['students', 'accounts', 'log'] as const;

/** The last look before everything goes back: what there is now, what there will be, and a word to type. */
export function RestoreDialog({ staged, face: { drop, restore } }: Props) {
  const { t, locale } = useLanguage();
  const [typed, setTyped] = useState('');
  const { id, made_at: at, now, then, lost_entries: lost } = staged;
  const word = t('panel.backup.restore.word');
  const isTyped = typed.normalize('NFC').trim().toLocaleUpperCase(locale) === word;
  const leave = () => void drop.send({});
  return (
    <Modal
      title={t('panel.backup.restore.title', { time: showMoment(new Date(at), new Date(), locale).full })}
      text={t('panel.backup.restore.text')}
      onClose={leave}
      footer={
        <>
          <Button size="medium" onClick={leave}>
            {t('panel.backup.restore.not')}
          </Button>
          <Button
            size="medium"
            kind="danger"
            disabled={!isTyped}
            busy={restore.busy}
            onClick={() => void restore.send({ id })}
          >
            {t('panel.backup.restore')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <ProblemText problem={restore.problem} />
        <table className={styles.counts}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('panel.backup.restore.now')}</th>
              <th scope="col">{t('panel.backup.restore.then')}</th>
            </tr>
          </thead>
          <tbody>
            {counted.map((name) => (
              <tr key={name}>
                <th scope="row">{t(`panel.backup.count.${name}`)}</th>
                <td>{now?.[name].toLocaleString(locale)}</td>
                <td>
                  <b>{then[name].toLocaleString(locale)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {lost > 0 && <p className={styles.quiet}>{t('panel.backup.restore.lost', { count: lost })}</p>}
        <Field
          name="word"
          label={t('panel.backup.restore.type', { word })}
          autoComplete="off"
          autoFocus
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
    </Modal>
  );
}
