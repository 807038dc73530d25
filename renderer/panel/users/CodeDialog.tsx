import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import styles from './UsersPage.module.css';

type Props = {
  readonly email: string;
  readonly code: string;
  /** Instant. */
  readonly until: string | null;
  readonly onClose: () => void;
};

/** A code to be handed over. It is nowhere to be read again once this is closed. */
export function CodeDialog({ email, code, until, onClose }: Props) {
  const { t, locale } = useLanguage();
  const end = until === null ? '' : showMoment(new Date(until), new Date(), locale).full;
  return (
    <Modal
      title={t('panel.users.code.title', { email })}
      text={t('panel.users.code.text', { until: end })}
      onClose={onClose}
      footer={
        <>
          <CopyButton text={code} label={t('panel.users.code.copy')} />
          <Button size="medium" kind="primary" onClick={onClose}>
            {t('panel.users.code.close')}
          </Button>
        </>
      }
    >
      <p className={styles.code}>{code}</p>
    </Modal>
  );
}
