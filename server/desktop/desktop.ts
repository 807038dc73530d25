import { Refusal } from '../refusal.ts';
import type { StaffPin } from '../staff-pin/staff-pin.ts';
import type { FromServer, ToServer } from './desktop.contract.ts';
import type { DesktopLink } from './desktop-link.ts';

type Parts = {
  readonly desktop: DesktopLink;
  readonly staffPin: StaffPin;
  readonly lan: { readonly look: () => void };
};
type Verdict = Pick<Extract<FromServer, { type: 'code-checked' }>, 'verdict' | 'waitSeconds'>;

const thisPc = { address: '127.0.0.1', isThisPc: true, isOverLan: false, isLinePrivate: true, userAgent: 'desktop' };

/** What the open center does for the desktop program: it says whether a code lets staff out of the kiosk. */
export function serveDesktop({ desktop, staffPin, lan }: Parts) {
  let isClosed = false;
  desktop.onMessage((message) => {
    if (isClosed) return;
    if (message.type === 'check-code') void answer(message);
    if (message.type === 'woke') lan.look();
  });

  async function answer({ id, code }: Extract<ToServer, { type: 'check-code' }>): Promise<void> {
    desktop.tell({ type: 'code-checked', id, ...(await check(code)) });
  }

  async function check(code: string): Promise<Verdict> {
    try {
      await staffPin.consume(code, thisPc);
      return { verdict: 'right', waitSeconds: 0 };
    } catch (error) {
      if (!(error instanceof Refusal)) return { verdict: 'unknown', waitSeconds: 0 };
      const { retry_after: wait } = error.facts;
      const waitSeconds = typeof wait === 'number' ? wait : 0;
      if (error.code === 'staff-pin.wrong') return { verdict: 'wrong', waitSeconds };
      return { verdict: error.code === 'staff-pin.wait' ? 'wait' : 'unknown', waitSeconds };
    }
  }

  /** At the start and whenever the PIN was changed. */
  function tellCode(): void {
    desktop.tell({ type: 'staff-code', hash: staffPin.exitHash() });
  }

  /** A center that is opened after this one answers instead. */
  function close(): void {
    isClosed = true;
  }

  tellCode();
  return { tellCode, close };
}
