import { Ban, Ellipsis, KeyRound, Lock, LogOut, UserCheck } from 'lucide-react';
import type { UserView } from '../../../server/auth/users.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Menu, MenuLine } from '../../ui/Menu.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import type { UserAct } from './acts.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './UsersPage.module.css';

type Props = { readonly user: UserView; readonly onAct: (act: UserAct) => void };

/** What can be done to an account. The last super-admin keeps the role and the account, and the reason says so. */
export function UserActs({ user, onAct }: Props) {
  const t = useText();
  if (user.is_last_super_admin) {
    return (
      <span className={styles.reason}>
        <Lock aria-hidden />
        {t('panel.users.last-super-admin')}
      </span>
    );
  }
  return (
    <span className={styles.acts}>
      <Button size="small" onClick={() => onAct({ kind: 'role', user })}>
        {t('panel.users.change-role')}
      </Button>
      <Menu
        trigger={
          <IconButton label={t('panel.users.more', { email: user.email })}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => onAct({ kind: 'reset', user })}>
          {t('panel.users.reset')}
        </MenuItem>
        <MenuItem
          icon={<LogOut aria-hidden />}
          disabled={user.open_sessions === 0}
          hint={user.open_sessions === 0 ? t('panel.users.end-sessions.none') : undefined}
          onSelect={() => onAct({ kind: 'end-sessions', user })}
        >
          {t('panel.users.end-sessions')}
        </MenuItem>
        <MenuLine />
        {user.is_active ? (
          <MenuItem icon={<Ban aria-hidden />} isDanger onSelect={() => onAct({ kind: 'deactivate', user })}>
            {t('panel.users.deactivate')}
          </MenuItem>
        ) : (
          <MenuItem icon={<UserCheck aria-hidden />} onSelect={() => onAct({ kind: 'activate', user })}>
            {t('panel.users.activate')}
          </MenuItem>
        )}
      </Menu>
    </span>
  );
}
