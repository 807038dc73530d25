import type { Audit } from '../audit/audit.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import type { RecipientRow, RecipientStore } from './recipient.store.ts';

/** Who does it, for the log; empty at the command line. */
export type By = {
  readonly userId?: string;
  readonly userEmail?: string;
  readonly session?: string;
  readonly ip?: string;
};

type Parts = {
  readonly store: RecipientStore;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

/** A new pair: `identity` is shown once, printed, and kept nowhere. */
export type NewIdentity = RecipientRow & { readonly identity: string };

export type Recipients = ReturnType<typeof createRecipients>;

export function createRecipients({ store, audit, inTransaction, clock }: Parts) {
  /** Refuses `backup.no-recipient` before a recovery sheet was made. */
  function need(): RecipientRow {
    const row = store.read();
    if (row) return row;
    const message = 'make the recovery sheet first: without its key nobody could open a backup';
    throw new Refusal('conflict', 'backup.no-recipient', message);
  }

  /** From now on backups open with this identity alone; those that lie there open with the one before. */
  async function make(by: By): Promise<NewIdentity> {
    // Once in a center's life: no start has to wait for it.
    const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
    const identity = await generateX25519Identity();
    const row = { recipient: await identityToRecipient(identity), made_at: toInstant(clock.now()) };
    inTransaction(() => {
      const action = store.read() ? 'backup.rekeyed' : 'backup.key-made';
      store.write(row);
      audit.append({ ...by, action, targetId: row.recipient });
    });
    return { ...row, identity };
  }

  return { read: store.read, need, make };
}

/** The identity in a file of `age-keygen`, or typed as it stands on the sheet. Refuses `backup.no-identity`. */
export function readIdentity(text: string): string {
  const bare = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('')
    .replaceAll(/\s/g, '')
    .toUpperCase();
  if (/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(bare)) return bare;
  const message = 'a recovery key is AGE-SECRET-KEY-1 and 58 letters and digits';
  throw new Refusal('invalid', 'backup.no-identity', message);
}
