import { BookOpen, ChevronsUpDown, CircleUserRound, LogOut } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useSignedIn } from '../../api/session.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { useText } from '../../ui/language.tsx';
import { Menu, MenuLine } from '../../ui/Menu.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import styles from './AccountMenu.module.css';
import { PreferenceChoices } from './PreferenceChoices.tsx';
import { useSignOut } from './use-sign-out.ts';

/** Who is signed in, and what belongs to them alone. */
export function AccountMenu() {
  const t = useText();
  const { email, role } = useSignedIn();
  const signOut = useSignOut();
  const go = useNavigate();
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button type="button" className={styles.me}>
          <Avatar name={email} />
          <span className="for-readers">{t('panel.account')}</span>
          <span className={styles.words}>
            <b>{email}</b>
            <small>{t(`panel.role.${role}`)}</small>
          </span>
          <ChevronsUpDown aria-hidden className={styles.more} />
        </button>
      }
    >
      <MenuItem icon={<CircleUserRound aria-hidden />} onSelect={() => void go('/account')}>
        {t('panel.page.account')}
      </MenuItem>
      <MenuItem icon={<BookOpen aria-hidden />} onSelect={() => void window.open('/manual', '_blank', 'noopener')}>
        {t('panel.manual')}
      </MenuItem>
      <MenuLine />
      <PreferenceChoices />
      <MenuLine />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={signOut}>
        {t('panel.sign-out')}
      </MenuItem>
    </Menu>
  );
}
