import { Refusal } from '../refusal.ts';

/** How far the opening of the center is. */
export type OpeningProgress = { readonly step: string; readonly rows: number };

/** Why the center cannot be opened, and what to do: for staff at the PC, since it names paths. */
export type OpeningProblem = { readonly code: string; readonly message: string };

export type DoorState<Center> =
  | { readonly is: 'preparing'; readonly progress: OpeningProgress }
  | { readonly is: 'open'; readonly center: Center }
  | { readonly is: 'damaged'; readonly problem: OpeningProblem };

const patienceMs = 10_000;
const retryAfterSeconds = 5;

export type Door<Center> = ReturnType<typeof createDoor<Center>>;

/** The program listens first and opens its center then; this holds what callers find meanwhile. */
export function createDoor<Center>() {
  let state: DoorState<Center> = { is: 'preparing', progress: { step: 'start', rows: 0 } };
  const waiting = new Set<() => void>();

  function report(progress: OpeningProgress): void {
    if (state.is === 'preparing') state = { is: 'preparing', progress };
  }
  /** Callers wait again, for what is done to the center now. */
  function close(step: string): void {
    state = { is: 'preparing', progress: { step, rows: 0 } };
  }
  function open(center: Center): void {
    settle({ is: 'open', center });
  }
  function fail(problem: OpeningProblem): void {
    settle({ is: 'damaged', problem });
  }
  function settle(next: DoorState<Center>): void {
    state = next;
    for (const wake of waiting) wake();
    waiting.clear();
  }

  /** The open center, at once or within ten seconds. Refuses while it is being opened for longer, or cannot be. */
  async function enter(): Promise<Center> {
    if (state.is === 'preparing') await untilSettled();
    return enterNow();
  }
  function enterNow(): Center {
    if (state.is === 'open') return state.center;
    if (state.is === 'damaged')
      throw new Refusal('unavailable', 'center.damaged', 'the center cannot be opened; staff must look at its PC');
    const facts = { retry_after: retryAfterSeconds };
    throw new Refusal('preparing', 'center.preparing', 'the center is being opened; try again in a moment', facts);
  }
  function untilSettled(): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        waiting.delete(finish);
        resolve();
      };
      const timer = setTimeout(finish, patienceMs);
      waiting.add(finish);
    });
  }

  return { state: () => state, report, close, open, fail, enter };
}
