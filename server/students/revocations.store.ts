import type { Database } from '../db/open-database.ts';

/** Which certificate: one subject of one round of one number. */
export type CertificateName = { readonly round_id: string; readonly sbd: string; readonly subject_code: string };
export type Revocation = CertificateName & {
  readonly revoked_at: string;
  readonly revoked_by: string | null;
  readonly reason: string;
};

export type RevocationStore = ReturnType<typeof createRevocationStore>;

export function createRevocationStore(db: Database) {
  const select = db.prepare<[CertificateName], Revocation>(
    'SELECT * FROM revocation WHERE round_id = @round_id AND sbd = @sbd AND subject_code = @subject_code',
  );
  const insert = db.prepare<[Revocation]>(
    'INSERT INTO revocation VALUES (@round_id, @sbd, @subject_code, @revoked_at, @revoked_by, @reason)',
  );
  const remove = db.prepare<[CertificateName]>(
    'DELETE FROM revocation WHERE round_id = @round_id AND sbd = @sbd AND subject_code = @subject_code',
  );

  function find(certificate: CertificateName): Revocation | undefined {
    return select.get(named(certificate));
  }
  function add(revocation: Revocation): void {
    insert.run(revocation);
  }
  function drop(certificate: CertificateName): void {
    remove.run(named(certificate));
  }

  return { find, add, drop };
}

function named({ round_id, sbd, subject_code }: CertificateName): CertificateName {
  return { round_id, sbd, subject_code };
}
