import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { useSession } from '../api/session.tsx';
import { Panel } from './Panel.tsx';
import type { Preferences } from './preferences.ts';
import { SignInAgain } from './sign-in/SignInAgain.tsx';
import { SignInPage } from './sign-in/SignInPage.tsx';
import { StepUpDialog } from './step-up/StepUpDialog.tsx';

type Props = { readonly portal: PortalInfo; readonly preferences: Preferences };

/**
 * A session that ended by itself covers the page instead of closing it: what was typed is there again once the same
 * user is back. Whoever else comes in finds nothing of it.
 */
export function PanelDoor({ portal, preferences }: Props) {
  const { session, isOver, onConfirmed } = useSession();
  const queries = useQueryClient();
  const email = session?.email;
  const token = session?.token;
  useEffect(() => () => queries.clear(), [email, queries]);
  useEffect(() => void queries.invalidateQueries(), [token, queries]);
  if (!session) return <SignInPage portal={portal} preferences={preferences} />;
  return (
    <>
      <Panel key={session.email} portal={portal} preferences={preferences} />
      {onConfirmed && <StepUpDialog onEnd={onConfirmed} />}
      {isOver && createPortal(<SignInAgain portal={portal} preferences={preferences} />, document.body)}
    </>
  );
}
