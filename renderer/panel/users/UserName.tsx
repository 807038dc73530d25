import type { UserView } from '../../../server/auth/users.contract.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './UsersPage.module.css';

/** The e-mail is the name; what else is to know of the account stands under it. */
export function UserName({ user }: { readonly user: UserView }) {
  const t = useText();
  const about = [
    user.has_second_factor ? t('panel.users.factor-on') : null,
    user.must_change_password ? t('panel.users.password-due') : null,
  ].filter((text) => text !== null);
  return (
    <span className={styles.person}>
      <Avatar name={user.email} />
      <span>
        <b>{user.email}</b> {user.is_self && <span className={styles.faint}>{t('panel.users.you')}</span>}
        {about.length > 0 && <span className={styles.about}>{about.join(' · ')}</span>}
      </span>
    </span>
  );
}
