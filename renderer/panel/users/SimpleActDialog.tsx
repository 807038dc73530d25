import { sessionsEndpoint } from '../../../server/auth/auth.contract.ts';
import {
  activateUserEndpoint,
  deactivateUserEndpoint,
  endUserSessionsEndpoint,
  usersEndpoint,
  type UserView,
} from '../../../server/auth/users.contract.ts';
import type { Endpoint } from '../../../server/http/endpoint.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useText } from '../../ui/language.tsx';
import { useToast } from '../../ui/Toast.tsx';

type Kind = 'activate' | 'deactivate' | 'end-sessions';

const endpoints: Readonly<Record<Kind, Endpoint<typeof activateUserEndpoint.request>>> = {
  activate: activateUserEndpoint,
  deactivate: deactivateUserEndpoint,
  'end-sessions': endUserSessionsEndpoint,
};

type Props = { readonly kind: Kind; readonly user: UserView; readonly onClose: () => void };

/** Acts that need no more than a yes. */
export function SimpleActDialog({ kind, user, onClose }: Props) {
  const t = useText();
  const tell = useToast();
  const refreshes = [usersEndpoint.path, sessionsEndpoint.path];
  const { send, busy, problem } = useSend(endpoints[kind], { refreshes });
  async function confirm(): Promise<void> {
    const answer = await send({ id: user.id });
    if (!answer.ok) return;
    tell(t(`panel.users.${kind}.done`, { email: user.email }));
    onClose();
  }
  return (
    <ConfirmDialog
      title={t(`panel.users.${kind}.title`, { email: user.email })}
      confirm={t(`panel.users.${kind}.confirm`)}
      isDanger={kind !== 'activate'}
      busy={busy}
      problem={problem}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {t(`panel.users.${kind}.text`, { count: user.open_sessions })}
    </ConfirmDialog>
  );
}
