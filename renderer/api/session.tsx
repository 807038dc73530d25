import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { z } from 'zod';

const storageKey = 'lvt.session';

/** Who is signed in at this window. */
export type Session = z.infer<typeof Session>;
const Session = z.object({
  token: z.string().min(1),
  email: z.string(),
  role: z.enum(['super-admin', 'admin', 'viewer']),
});

type SessionFace = {
  readonly session: Session | null;
  /** The server takes the token no more. What was typed stays, behind the sign-in. */
  readonly isOver: boolean;
  readonly begin: (session: Session) => void;
  /** Tells that a call with this token was refused; a token replaced meanwhile is passed over. */
  readonly expire: (token: string) => void;
  /** Signed out: nothing of the session is left. */
  readonly end: () => void;
  /** Asks for the password once more; false where the user would not. */
  readonly confirmAgain: () => Promise<boolean>;
  /** Set while that is being asked: tells how it ended. */
  readonly onConfirmed: ((isConfirmed: boolean) => void) | null;
};

type Waiting = { readonly tell: (isConfirmed: boolean) => void };

const SessionContext = createContext<SessionFace | null>(null);

/** Holds the session of this window: it survives a reload and ends with the window. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [session, setSession] = useState<Session | null>(readStored);
  const [refusedToken, setRefusedToken] = useState<string | null>(null);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const confirmAgain = useCallback(
    () =>
      new Promise<boolean>((resolve) => {
        // Two calls refused at once are asked about once, and both go on.
        setWaiting((before) => ({
          tell: (isConfirmed) => {
            before?.tell(isConfirmed);
            resolve(isConfirmed);
          },
        }));
      }),
    [],
  );
  const face = useMemo<SessionFace>(
    () => ({
      session,
      isOver: session !== null && session.token === refusedToken,
      begin: (next) => {
        sessionStorage.setItem(storageKey, JSON.stringify(next));
        setSession(next);
      },
      expire: setRefusedToken,
      end: () => {
        sessionStorage.removeItem(storageKey);
        setSession(null);
      },
      confirmAgain,
      onConfirmed:
        waiting &&
        ((isConfirmed) => {
          setWaiting(null);
          waiting.tell(isConfirmed);
        }),
    }),
    [session, refusedToken, confirmAgain, waiting],
  );
  return <SessionContext value={face}>{children}</SessionContext>;
}

export function useSession(): SessionFace {
  const face = use(SessionContext);
  if (!face) throw new Error('SessionProvider is missing above this component');
  return face;
}

/** For what stands only on pages behind the sign-in. */
export function useSignedIn(): Session {
  const { session } = useSession();
  if (!session) throw new Error('nobody is signed in');
  return session;
}

function readStored(): Session | null {
  try {
    const read = Session.safeParse(JSON.parse(sessionStorage.getItem(storageKey) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    // Not JSON: somebody else wrote there. The user signs in anew.
    return null;
  }
}
