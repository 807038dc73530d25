import { useState } from 'react';
import { userRoleEndpoint, usersEndpoint, type UserView } from '../../../server/auth/users.contract.ts';
import type { Role } from '../../../server/caller.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { RoleChoice } from './RoleChoice.tsx';
import styles from './UsersPage.module.css';

const known: readonly Role[] = ['viewer', 'admin', 'super-admin'];

type Props = { readonly user: UserView; readonly onClose: () => void };

/** The role decides all rights; whoever loses it is signed out, and comes back with the new one. */
export function ChangeRoleDialog({ user, onClose }: Props) {
  const t = useText();
  const tell = useToast();
  const [role, setRole] = useState<Role>(known.find((name) => name === user.role) ?? 'viewer');
  const { send, busy, problem } = useSend(userRoleEndpoint, { refreshes: [usersEndpoint.path] });
  const isSame = role === user.role;
  async function change(): Promise<void> {
    const answer = await send({ id: user.id, role });
    if (!answer.ok) return;
    tell(t('panel.users.role.done', { email: user.email, role: t(`panel.role.${role}`) }));
    onClose();
  }
  return (
    <Modal
      title={t('panel.users.role.title', { email: user.email })}
      text={t('panel.users.role.text')}
      onClose={onClose}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" busy={busy} disabled={isSame} onClick={() => void change()}>
            {t('panel.users.change-role')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <ProblemText problem={problem} />
        <RoleChoice value={role} onChange={setRole} />
        {isSame && <p className={styles.faint}>{t('panel.users.role.same')}</p>}
      </div>
    </Modal>
  );
}
