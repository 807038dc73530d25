import { useId, useState, type SubmitEvent } from 'react';
import { createUserEndpoint, usersEndpoint } from '../../../server/auth/users.contract.ts';
import type { Role } from '../../../server/caller.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { useToast } from '../../ui/Toast.tsx';
import type { UserAct } from './acts.ts';
import { RoleChoice } from './RoleChoice.tsx';
import styles from './UsersPage.module.css';

type Props = { readonly onAct: (act: UserAct) => void; readonly onClose: () => void };

/** A new account; where passwords are used, a code comes out that lets its user choose one. */
export function AddUserDialog({ onAct, onClose }: Props) {
  const t = useText();
  const form = useId();
  const tell = useToast();
  const [role, setRole] = useState<Role>('viewer');
  const [isDirty, setDirty] = useState(false);
  const { send, busy, problem } = useSend(createUserEndpoint, { refreshes: [usersEndpoint.path] });

  async function add(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const email = new FormData(event.currentTarget).get('email');
    const answer = await send({ email, role });
    if (!answer.ok) return;
    const { user, code, code_until: until } = answer.body;
    if (code !== null) {
      onAct({ kind: 'code', user, code, until });
      return;
    }
    tell(t('panel.users.added', { email: user.email }));
    onClose();
  }

  return (
    <Modal
      title={t('panel.users.add')}
      onClose={onClose}
      isDirty={isDirty}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" type="submit" form={form} busy={busy}>
            {t('panel.users.add')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void add(event)} onInput={() => setDirty(true)}>
        <ProblemText problem={problem} />
        <Field name="email" type="email" label={t('panel.sign-in.email')} autoComplete="off" autoFocus required />
        <RoleChoice value={role} onChange={setRole} />
      </form>
    </Modal>
  );
}
