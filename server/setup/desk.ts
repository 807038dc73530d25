import type { Caller } from '../caller.ts';
import { Refusal } from '../refusal.ts';

/** Refuses everyone who does not sit at the PC: whoever sets a center up owns it. */
export function requireDesk({ isAtDesk }: Caller): void {
  if (isAtDesk) return;
  const message = 'the center is set up at its own PC only: open http://localhost there';
  throw new Refusal('forbidden', 'setup.elsewhere', message);
}

/** Refuses whoever asks over the network while the center is not set up. */
export function notSetUp(): Refusal {
  return new Refusal('closed', 'center.not-set-up', 'the center is not set up yet');
}
