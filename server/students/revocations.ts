import type { AuditAction } from '../audit/actions.contract.ts';
import type { Audit } from '../audit/audit.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { RecordDigests } from '../db/record-digests.ts';
import type { RecordHistory } from '../db/record-history.ts';
import type { InTransaction } from '../db/transactions.ts';
import { Refusal } from '../refusal.ts';
import type { Staff } from './records.ts';
import type { CertificateName, Revocation, RevocationStore } from './revocations.store.ts';
import type { RowChanges } from './row-changes.store.ts';

type Parts = {
  readonly config: CertConfig;
  readonly store: RevocationStore;
  readonly rows: Pick<RowChanges, 'tableOf' | 'read'>;
  readonly audit: Audit;
  readonly digests: RecordDigests;
  readonly history: RecordHistory;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};
type Asked = CertificateName & { readonly reason: string };

const table = 'revocation';

export type Revocations = ReturnType<typeof createRevocations>;

/** Certificates taken back: whoever checks a copy is told so. */
export function createRevocations({ config, store, rows, audit, digests, history, inTransaction, clock }: Parts) {
  /** Refuses `record.none`, and `revoke.done` where it was taken back before. */
  function revoke(asked: Asked, staff: Staff): { revoked: boolean } {
    const round = rows.tableOf(asked.round_id);
    const isSubject = config.subjects.some(({ code }) => code === asked.subject_code);
    return inTransaction(() => {
      if (!round || !isSubject || !rows.read(round, asked.sbd)) {
        throw new Refusal('not-found', 'record.none', 'there is no such certificate');
      }
      if (store.find(asked)) throw new Refusal('conflict', 'revoke.done', 'this certificate is revoked already');
      const { round_id, sbd, subject_code, reason } = asked;
      const revocation: Revocation = {
        ...{ round_id, sbd, subject_code, reason },
        revoked_at: toInstant(clock.now()),
        revoked_by: staff.actor.userId,
      };
      store.add(revocation);
      digests.write(table, keyOf(asked), revocation);
      append('certificate.revoke', asked, staff, { before: null, after: revocation });
      return { revoked: true };
    });
  }

  /** Makes it good again. Refuses `revoke.none`. */
  function restore(asked: Asked, staff: Staff): { revoked: boolean } {
    return inTransaction(() => {
      const before = store.find(asked);
      if (!before) throw new Refusal('not-found', 'revoke.none', 'this certificate is not revoked');
      store.drop(asked);
      digests.drop(table, keyOf(asked));
      append('certificate.restore', asked, staff, { before, after: null });
      return { revoked: false };
    });
  }

  type Change = { readonly before: Revocation | null; readonly after: Revocation | null };

  function append(action: AuditAction, asked: Asked, { actor, address }: Staff, change: Change): void {
    const { reason } = asked;
    const commitHash = history.record({ table, key: keyOf(asked), ...change, reason, userId: actor.userId });
    audit.append({
      action,
      targetId: `${asked.round_id}:${asked.sbd}`,
      userId: actor.userId,
      userEmail: actor.email,
      session: actor.jti,
      ip: address,
      metadata: { subject_code: asked.subject_code },
      commitHash,
    });
  }

  return { revoke, restore };
}

function keyOf({ round_id, sbd, subject_code }: CertificateName): string {
  return `${round_id}:${sbd}:${subject_code}`;
}
