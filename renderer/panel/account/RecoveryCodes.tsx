import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import styles from './AccountPage.module.css';

type Props = { readonly codes: readonly string[]; readonly onClose: () => void };

/** The way back in without the phone; shown this once. */
export function RecoveryCodes({ codes, onClose }: Props) {
  const t = useText();
  return (
    <Modal
      title={t('panel.factor.codes.title')}
      text={t('panel.factor.codes.text')}
      onClose={onClose}
      footer={
        <>
          <CopyButton text={codes.join('\n')} label={t('panel.factor.codes.copy')} />
          <Button size="medium" kind="primary" onClick={onClose}>
            {t('panel.factor.codes.close')}
          </Button>
        </>
      }
    >
      <ol className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
    </Modal>
  );
}
