import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AuditRow } from '../values/audit-row.ts';
import type { AuditStore } from './audit.store.ts';

/** Posts one body; throws where it did not arrive. The signal ends it. */
export type PostWebhook = (body: string, signal: AbortSignal) => Promise<void>;

type Parts = {
  readonly store: Pick<AuditStore, 'head' | 'behind'>;
  readonly post: PostWebhook;
  readonly clock: Clock;
  readonly log: Log;
};

const atOnce = 4;
const deadlineMs = 3_000;
/** Entries that wait; older ones are given up, since they stand in the log anyway. */
const waitingMax = 10_000;
const failuresBeforePause = 5;
const pauseMs = 60_000;

export type Webhook = ReturnType<typeof createWebhook>;

/**
 * Sends each new entry to another program, after it is on disk and never in the way: the log itself is the queue, so
 * that an entry that was taken back is never sent. What fails is logged and not sent again. Source: upstream
 * activity/sink.py.
 */
export function createWebhook({ store, post, clock, log }: Parts) {
  const stopping = new AbortController();
  let sentTo = store.head().size;
  let active = 0;
  let failures = 0;
  let pausedUntil = 0;
  let isNudged = false;
  let timer: NodeJS.Timeout | null = null;

  /** There may be new entries; looked at once the transaction of this turn is over. */
  function nudge(): void {
    if (isNudged) return;
    isNudged = true;
    setImmediate(() => {
      isNudged = false;
      pump();
    });
  }

  function pump(): void {
    if (stopping.signal.aborted || isPaused()) return;
    giveUpOldest();
    for (const row of store.behind(sentTo, atOnce - active)) {
      sentTo = row.seq;
      active += 1;
      void send(row).finally(() => {
        active -= 1;
        nudge();
      });
    }
  }

  function giveUpOldest(): void {
    const waiting = store.head().size - sentTo;
    if (waiting <= waitingMax) return;
    sentTo += waiting - waitingMax;
    log.warn('activity log webhook is too slow', { given_up: waiting - waitingMax });
  }

  async function send(row: AuditRow): Promise<void> {
    try {
      await post(toBody(row), AbortSignal.any([stopping.signal, AbortSignal.timeout(deadlineMs)]));
      failures = 0;
    } catch (error) {
      if (stopping.signal.aborted) return;
      failures += 1;
      log.warn('activity log webhook POST failed', { reason: error instanceof Error ? error.name : typeof error });
      if (failures >= failuresBeforePause) pausedUntil = clock.elapsed() + pauseMs;
    }
  }

  /** Another program that is down is left alone for a minute; the first entry after that is a try. */
  function isPaused(): boolean {
    const left = pausedUntil - clock.elapsed();
    if (left <= 0) return false;
    timer ??= setTimeout(() => {
      timer = null;
      pump();
    }, left).unref();
    return true;
  }

  function close(): void {
    stopping.abort();
    if (timer) clearTimeout(timer);
  }

  return { nudge, close };
}

/** Upstream's eight members, no more. */
function toBody({ id, timestamp, user_id, user_email, action, target_id, metadata, ip }: AuditRow): string {
  const read = readMetadata(metadata);
  return JSON.stringify({ id, timestamp, user_id, user_email, action, target_id, metadata: read, ip });
}

/** What an upstream program wrote may be anything. */
function readMetadata(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return { text };
  }
}

/**
 * The address of GSHEET_WEBHOOK_URL as a way to post, null where there is none. Only https is taken: entries name staff.
 * A target in `.env` is trusted, so it may be anywhere.
 */
export function chooseWebhook(url: string | undefined, log: Log): PostWebhook | null {
  if (url === undefined) return null;
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    log.warn('GSHEET_WEBHOOK_URL must be https://', {});
    return null;
  }
  return async (body, signal) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
  };
}
