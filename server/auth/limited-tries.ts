import type { Audit } from '../audit/audit.ts';
import type { Log } from '../log.ts';

type Parts = { readonly audit: Audit; readonly log: Log };

const everyMs = 60_000;

/** Sign-ins refused by a limit: counted, and told of in the log by one entry a minute, so that a flood fills no disk. */
export function createLimitedTries({ audit, log }: Parts) {
  let count = 0;
  let addresses = new Set<string>();
  const timer = setInterval(tell, everyMs).unref();

  function note(address: string): void {
    count += 1;
    addresses.add(address);
  }

  function tell(): void {
    if (count === 0) return;
    const metadata = { reason: 'rate-limit', count, addresses: addresses.size };
    count = 0;
    addresses = new Set();
    audit.record({ action: 'admin.login.failure', metadata }).catch((error: unknown) => {
      // Nobody waits for this entry; each of these tries was refused whether it can be written or not.
      log.warn('audit.not-written', { reason: error instanceof Error ? error.message : String(error) });
    });
  }

  /** Hands over what is counted. The log must be flushed after. */
  function close(): void {
    clearInterval(timer);
    tell();
  }

  return { note, close };
}
