import { useState } from 'react';
import { endSessionsEndpoint, sessionsEndpoint, type SessionRow } from '../../../server/auth/auth.contract.ts';
import { usersEndpoint } from '../../../server/auth/users.contract.ts';
import { useSession } from '../../api/session.tsx';
import { useAsk, useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useText } from '../../ui/language.tsx';
import { Table } from '../../ui/Table.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './AccountPage.module.css';
import { sessionColumns } from './session-columns.tsx';

/** Where one is signed in; where everyone is, for who may end it. */
export function SessionList({ isEveryones = false }: { readonly isEveryones?: boolean }) {
  const t = useText();
  const { body, problem, retry } = useAsk(sessionsEndpoint, { everyone: isEveryones });
  const [ending, setEnding] = useState<SessionRow | 'all' | null>(null);
  return (
    <>
      <Table
        label={t(isEveryones ? 'panel.users.sessions' : 'panel.account.sessions')}
        columns={sessionColumns(t, { isEveryones, onEnd: setEnding })}
        rows={body?.sessions}
        keyOf={({ jti }) => jti}
        problem={problem}
        onRetry={retry}
        empty={t('panel.session.none')}
      />
      {!isEveryones && (body?.sessions.length ?? 0) > 0 && (
        <div className={styles.below}>
          <Button size="small" kind="danger" onClick={() => setEnding('all')}>
            {t('panel.session.end-all')}
          </Button>
        </div>
      )}
      {ending && <EndDialog ending={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

type Props = { readonly ending: SessionRow | 'all'; readonly onClose: () => void };

function EndDialog({ ending, onClose }: Props) {
  const t = useText();
  const tell = useToast();
  const { end } = useSession();
  const refreshes = [sessionsEndpoint.path, usersEndpoint.path];
  const { send, busy, problem } = useSend(endSessionsEndpoint, { refreshes });
  const isAll = ending === 'all';
  async function confirm(): Promise<void> {
    const answer = await send(isAll ? { all: true } : { jti: ending.jti });
    if (!answer.ok) return;
    if (isAll || ending.is_current) {
      end();
      return;
    }
    tell(t('panel.session.ended'));
    onClose();
  }
  return (
    <ConfirmDialog
      title={t(isAll ? 'panel.session.end-all.title' : 'panel.session.end.title')}
      confirm={t(isAll ? 'panel.session.end-all' : 'panel.session.end')}
      isDanger
      busy={busy}
      problem={problem}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {t(isAll ? 'panel.session.end-all.text' : 'panel.session.end.text')}
    </ConfirmDialog>
  );
}
