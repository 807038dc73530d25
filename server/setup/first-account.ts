import type { Caller } from '../caller.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { Refusal } from '../refusal.ts';
import { notSetUp, requireDesk } from './desk.ts';
import type { AccountRequest, SetupState } from './setup.contract.ts';

type Parts = {
  readonly root: string;
  readonly config: CertConfig;
  readonly users: {
    readonly areThere: () => boolean;
    /** False where an account was made meanwhile. */
    readonly createFirst: (email: string, password: string) => Promise<boolean>;
  };
  /** Until there is an account, nobody but the PC itself is let in: the first run is not over. */
  readonly isHeldBack: boolean;
};

export type FirstAccount = ReturnType<typeof createFirstAccount>;

/** A center without any account: the last step of its first run, for who sits at the PC. */
export function createFirstAccount({ root, config: { project, admin }, users, isHeldBack }: Parts) {
  let isDone = false;
  let isBusy = false;

  /** Once there was an account, the way in is closed for as long as the program runs. */
  function isSetUp(): boolean {
    isDone ||= users.areThere();
    return isDone;
  }

  function state(caller: Caller): SetupState {
    requireDesk(caller);
    const { name, locale } = project;
    const step = isSetUp() ? 'done' : 'account';
    return { step, locale, place: root, obstacle: null, making: null, opened: null, problem: null, name };
  }

  /** Makes the super-admin. Refuses `setup.over` where an account exists, and what a new account is refused for. */
  async function create({ email, password }: AccountRequest, caller: Caller) {
    requireDesk(caller);
    if (isBusy) throw over();
    isBusy = true;
    try {
      if (isSetUp() || !(await users.createFirst(email, password))) throw over();
    } finally {
      isBusy = false;
    }
    return { auth_mode: admin.auth_mode };
  }

  /** Refuses `center.not-set-up` to callers from elsewhere while the first run is not over. */
  function requireReady({ isThisPc }: Caller): void {
    if (isHeldBack && !isThisPc && !isSetUp()) throw notSetUp();
  }

  function detour(path: string, caller: Caller) {
    if (isHeldBack && !caller.isThisPc && !isSetUp()) return { shut: 'not-set-up' } as const;
    const isAtDesk = caller.isAtDesk === true;
    if (path === '/setup') {
      if (!isAtDesk) return { shut: 'setup-elsewhere' } as const;
      return isSetUp() ? ({ to: '/admin' } as const) : null;
    }
    return path === '/admin' && isAtDesk && !isSetUp() ? ({ to: '/setup' } as const) : null;
  }

  return { state, create, requireReady, detour };
}

const over = () => new Refusal('conflict', 'setup.over', 'this center has its first account already: sign in');
