import { useId } from 'react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useText } from '../ui/language.tsx';
import styles from './HelpDialog.module.css';

type Props = { readonly contact: PortalInfo['contact']; readonly onClose: () => void };

/** Where a person helps, as far as the center told; else that somebody does. */
export function HelpDialog({ contact, onClose }: Props) {
  const t = useText();
  const id = useId();
  const knows = contact.desk !== null || contact.hours !== null || contact.phone !== null;
  return (
    <Dialog labelledBy={id} onCancel={onClose} className={styles.dialog}>
      <h2 id={id}>{t('kiosk.head.help')}</h2>
      {!knows && <p>{t('kiosk.help.anyone')}</p>}
      <dl hidden={!knows}>
        {contact.desk !== null && <Row term={t('kiosk.help.where')} text={contact.desk} />}
        {contact.hours !== null && <Row term={t('kiosk.help.hours')} text={contact.hours} />}
        {contact.phone !== null && <Row term={t('kiosk.help.call')} text={contact.phone} />}
      </dl>
      <Button kind="primary" onClick={onClose} autoFocus>
        {t('kiosk.help.close')}
      </Button>
    </Dialog>
  );
}

function Row({ term, text }: { readonly term: string; readonly text: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}
