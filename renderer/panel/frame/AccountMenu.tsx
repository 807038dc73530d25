import { ChevronsUpDown, LogOut } from 'lucide-react';
import { logoutEndpoint } from '../../../server/auth/auth.contract.ts';
import { useSession, useSignedIn } from '../../api/session.tsx';
import { useCall } from '../../api/use-call.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useText } from '../../ui/language.tsx';
import { Menu, MenuLine } from '../../ui/Menu.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import styles from './AccountMenu.module.css';
import { PreferenceChoices } from './PreferenceChoices.tsx';

/** Who is signed in, and what belongs to them alone. */
export function AccountMenu() {
  const t = useText();
  const { email, role, token } = useSignedIn();
  const { end } = useSession();
  const callAs = useCall();
  async function signOut(): Promise<void> {
    // The window forgets the session whatever the server says; an answer that never comes must not hold anyone up.
    await callAs(logoutEndpoint, { token }, AbortSignal.timeout(2000));
    end();
  }
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button type="button" className={styles.me} aria-label={t('panel.account', { email })}>
          <Avatar name={email} />
          <span className={styles.words}>
            <b>{email}</b>
            <small>{t(`panel.role.${role}`)}</small>
          </span>
          <ChevronsUpDown aria-hidden className={styles.more} />
        </button>
      }
    >
      <PreferenceChoices />
      <MenuLine />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut()}>
        {t('panel.sign-out')}
      </MenuItem>
    </Menu>
  );
}
