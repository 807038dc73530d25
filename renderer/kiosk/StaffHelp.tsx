import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { useText } from '../ui/language.tsx';
import screen from './Screen.module.css';
import styles from './StaffHelp.module.css';

type Props = {
  readonly title: string;
  readonly contact: PortalInfo['contact'];
  /** What to tell the staff. */
  readonly code: string;
};

/** Where a person helps, and by which code they find what happened. */
export function StaffHelp({ title, contact, code }: Props) {
  const t = useText();
  return (
    <aside className={styles.help}>
      <h2>{title}</h2>
      <ul>
        <li>{contact.desk === null ? t('kiosk.help.desk') : t('kiosk.help.desk-at', { desk: contact.desk })}</li>
        {contact.phone !== null && <li>{t('kiosk.help.phone', { phone: contact.phone })}</li>}
        <li>
          {t('kiosk.help.code')}
          <strong className={screen.code}>{code}</strong>
        </li>
      </ul>
    </aside>
  );
}
