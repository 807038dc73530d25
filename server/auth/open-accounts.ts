import { createAudit } from '../audit/audit.ts';
import { createAuditStore } from '../audit/audit.store.ts';
import type { Clock } from '../clock.ts';
import { createRecordDigests } from '../db/record-digests.ts';
import { createRecordHistory } from '../db/record-history.ts';
import { type Database } from '../db/open-database.ts';
import { createTransactions } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { systemRandom } from '../random.ts';
import { createNoticeStore } from './notices.store.ts';
import { createPasswords } from './passwords.ts';
import { createSecondFactorStore } from './second-factor.store.ts';
import { createSecretRotation } from './secret-rotation.ts';
import { createSessionStore } from './sessions.store.ts';
import { createSigningSecret, type SecretFile } from './signing-secret.ts';
import { createSecretGeneration } from './signing-secret.store.ts';
import { createUsers } from './users.ts';
import { createUserStore } from './users.store.ts';

type Parts = {
  readonly db: Database;
  readonly secretFile: SecretFile;
  readonly clock: Clock;
  readonly log: Log;
};

export type Accounts = ReturnType<typeof openAccounts>;

/** The accounts of an open database for a command: a server beside it reads them anew at each request. */
export function openAccounts({ db, secretFile, clock, log }: Parts) {
  const inTransaction = createTransactions(db, (error) => {
    throw error;
  });
  const store = createUserStore(db);
  const sessions = createSessionStore(db);
  const generation = createSecretGeneration(db);
  const audit = createAudit({ store: createAuditStore(db), inTransaction, clock, log });
  const users = createUsers({
    store,
    sessions,
    passwords: createPasswords({ randomBytes: systemRandom.bytes }),
    audit,
    digests: createRecordDigests(db),
    history: createRecordHistory(db, clock),
    inTransaction,
    clock,
    random: systemRandom,
  });
  const rotation = createSecretRotation({
    replace: createSigningSecret({ file: secretFile, generation, log }).replace,
    generation,
    sessionStore: sessions,
    audit,
    inTransaction,
    clock,
  });
  return { store, users, rotation, secondFactors: createSecondFactorStore(db), notices: createNoticeStore(db) };
}
