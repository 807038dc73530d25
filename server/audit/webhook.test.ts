import { describe, expect, it, vi } from 'vitest';
import { aPortal } from '../../test/support/portal-builder.ts';
import { aClock, aLog } from '../../test/support/scratch.ts';
import { createAuditStore } from './audit.store.ts';
import { createAudit } from './audit.ts';
import { chooseWebhook, createWebhook } from './webhook.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A log with a webhook whose other side answers when the test says so. */
function aWebhook() {
  const portal = aPortal();
  const store = createAuditStore(portal.db);
  const [clock, log] = [aClock(), aLog()];
  const waiting: { body: Record<string, unknown>; arrive: () => void; fail: () => void }[] = [];
  const post = (body: string) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({
        body: JSON.parse(body) as Record<string, unknown>,
        arrive: resolve,
        fail: () => reject(new TypeError('no answer')),
      });
    });
  const webhook = createWebhook({ store, post, clock, log });
  const audit = createAudit({ store, inTransaction: portal.inTransaction, clock, log, onWritten: webhook.nudge });
  return { ...portal, audit, webhook, waiting, clock, log };
}

describe('the webhook', () => {
  it("sends upstream's eight members of each entry once it is written, at most four at once", async () => {
    const { audit, waiting } = aWebhook();
    for (let n = 0; n < 6; n += 1) await audit.record({ action: 'admin.list', userEmail: 'a@b.vn', metadata: { n } });
    await turn();
    expect(waiting.map(({ body }) => body['metadata'])).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }]);
    const members = ['id', 'timestamp', 'user_id', 'user_email', 'action', 'target_id', 'metadata', 'ip'];
    expect(Object.keys(waiting[0]?.body ?? {})).toEqual(members);
    waiting[0]?.arrive();
    await turn();
    expect(waiting.length).toBe(5);
  });

  it('never sends an entry whose change was taken back', async () => {
    const { audit, waiting, inTransaction } = aWebhook();
    const failing = () =>
      inTransaction(() => {
        audit.append({ action: 'student.update' });
        throw new Error('taken back');
      });
    expect(failing).toThrow('taken back');
    await turn();
    expect(waiting).toEqual([]);
  });

  it('logs what fails, does not send it again, and leaves the other side alone for a minute after five', async () => {
    const { audit, waiting, clock, log } = aWebhook();
    for (let n = 0; n < 8; n += 1) await audit.record({ action: 'admin.list', metadata: { n } });
    for (let n = 0; n < 5; n += 1) {
      await turn();
      waiting[n]?.fail();
    }
    await turn();
    const failed = log.lines.filter((line) => line.includes('activity log webhook POST failed'));
    expect(failed.length).toBe(5);
    const sent = waiting.length;
    waiting.slice(5).forEach(({ arrive }) => arrive());
    await audit.record({ action: 'admin.list', metadata: { n: 8 } });
    await turn();
    expect(waiting.length).toBe(sent);
    clock.pass(60_000);
    await audit.record({ action: 'admin.list', metadata: { n: 9 } });
    await turn();
    const all = waiting.map(({ body }) => (body['metadata'] as { n: number }).n);
    expect(all.slice(sent)[0]).toBe(sent);
    expect(new Set(all).size).toBe(all.length);
  });

  it('is https or nothing, and follows no redirect', async () => {
    const log = aLog();
    expect(chooseWebhook(undefined, log)).toBeNull();
    expect(chooseWebhook('http://sheet.example', log)).toBeNull();
    expect(chooseWebhook('nonsense', log)).toBeNull();
    expect(log.lines.every((line) => line.includes('must be https://'))).toBe(true);
    const asked = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('', { status: 500 }));
    const post = chooseWebhook('https://sheet.example/x', log);
    await expect(post?.('{}', AbortSignal.timeout(1000))).rejects.toThrow('answered 500');
    expect(asked.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', redirect: 'error' });
    asked.mockRestore();
  });
});
