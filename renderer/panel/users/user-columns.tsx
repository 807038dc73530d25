import type { UserView } from '../../../server/auth/users.contract.ts';
import type { Translate } from '../../../server/i18n/translate.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Moment } from '../../ui/Moment.tsx';
import type { Column } from '../../ui/table-columns.ts';
import type { UserAct } from './acts.ts';
import { RoleChip } from './RoleChip.tsx';
import { UserActs } from './UserActs.tsx';
import { UserName } from './UserName.tsx';
import styles from './UsersPage.module.css';

export function userColumns(t: Translate, onAct: (act: UserAct) => void): readonly Column<UserView>[] {
  return [
    { id: 'user', title: t('panel.users.person'), isRowName: true, cell: (user) => <UserName user={user} /> },
    {
      id: 'role',
      title: t('panel.users.role'),
      cell: ({ role, is_active: isActive }) =>
        isActive ? <RoleChip role={role} /> : <Chip tone="warn">{t('panel.users.inactive')}</Chip>,
    },
    {
      id: 'seen',
      title: t('panel.users.seen'),
      cell: ({ last_seen_at: at }) => (
        <span className={styles.quiet}>{at === null ? t('panel.users.never') : <Moment at={at} />}</span>
      ),
    },
    {
      id: 'sessions',
      title: t('panel.users.sessions'),
      cell: ({ open_sessions: count }) => (
        <span className={styles.quiet}>
          {count === 0 ? t('panel.users.no-session') : t('panel.users.session', { count })}
        </span>
      ),
    },
    {
      id: 'acts',
      title: t('panel.users.acts'),
      hidesTitle: true,
      align: 'end',
      cell: (user) => <UserActs user={user} onAct={onAct} />,
    },
  ];
}
