import { useState } from 'react';
import { resetUserEndpoint, usersEndpoint, type UserView } from '../../../server/auth/users.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useText } from '../../ui/language.tsx';
import { useToast } from '../../ui/Toast.tsx';
import type { UserAct } from './acts.ts';
import styles from './UsersPage.module.css';

type Props = { readonly user: UserView; readonly onAct: (act: UserAct) => void; readonly onClose: () => void };

/** For who forgot the password or lost the phone. */
export function ResetUserDialog({ user, onAct, onClose }: Props) {
  const t = useText();
  const tell = useToast();
  const [takesFactor, setTakesFactor] = useState(false);
  const { send, busy, problem } = useSend(resetUserEndpoint, { refreshes: [usersEndpoint.path] });
  async function reset(): Promise<void> {
    const answer = await send({ id: user.id, second_factor: takesFactor });
    if (!answer.ok) return;
    const { code, code_until: until } = answer.body;
    if (code !== null) {
      onAct({ kind: 'code', user, code, until });
      return;
    }
    tell(t('panel.users.reset.done', { email: user.email }));
    onClose();
  }
  return (
    <ConfirmDialog
      title={t('panel.users.reset.title', { email: user.email })}
      confirm={t('panel.users.reset.confirm')}
      busy={busy}
      problem={problem}
      onConfirm={() => void reset()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <p>{t('panel.users.reset.text')}</p>
        {user.has_second_factor && (
          <Checkbox
            label={t('panel.users.reset.factor')}
            state={takesFactor ? 'all' : 'none'}
            onChange={() => setTakesFactor(!takesFactor)}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}
