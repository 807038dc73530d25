import { AddUserDialog } from './AddUserDialog.tsx';
import type { UserAct } from './acts.ts';
import { ChangeRoleDialog } from './ChangeRoleDialog.tsx';
import { CodeDialog } from './CodeDialog.tsx';
import { ResetUserDialog } from './ResetUserDialog.tsx';
import { SimpleActDialog } from './SimpleActDialog.tsx';

type Props = {
  readonly act: UserAct;
  readonly onAct: (act: UserAct) => void;
  readonly onClose: () => void;
};

export function UserDialog({ act, onAct, onClose }: Props) {
  switch (act.kind) {
    case 'add':
      return <AddUserDialog onAct={onAct} onClose={onClose} />;
    case 'role':
      return <ChangeRoleDialog user={act.user} onClose={onClose} />;
    case 'reset':
      return <ResetUserDialog user={act.user} onAct={onAct} onClose={onClose} />;
    case 'code':
      return <CodeDialog email={act.user.email} code={act.code} until={act.until} onClose={onClose} />;
    case 'activate':
    case 'deactivate':
    case 'end-sessions':
      return <SimpleActDialog kind={act.kind} user={act.user} onClose={onClose} />;
  }
}
