import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import type { RecordDigests } from '../db/record-digests.ts';
import type { RecordHistory } from '../db/record-history.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Kv } from '../kv/kv.ts';
import type { Log } from '../log.ts';
import { type Random, randomText } from '../random.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import { createAccount } from './account.ts';
import { createAuth } from './auth.ts';
import { createConfirmation } from './confirmation.ts';
import { createEnrolment } from './enrolment.ts';
import { createFirstFactor } from './first-factor.ts';
import { createKnownDevices } from './known-devices.ts';
import { createMail } from './mail.ts';
import type { Mailer } from './mail-message.ts';
import { createMailSignIn } from './mail-sign-in.ts';
import { createNoticeStore } from './notices.store.ts';
import { createPasswords } from './passwords.ts';
import { createSeal } from './seal.ts';
import { createSecondFactor } from './second-factor.ts';
import { createSecondFactorStore } from './second-factor.store.ts';
import { createSecretRotation } from './secret-rotation.ts';
import { createSessionUse } from './session-use.ts';
import { createSessions } from './sessions.ts';
import { createSessionStore } from './sessions.store.ts';
import { createSignInTickets } from './sign-in-tickets.ts';
import { createSigningSecret, type SecretFile } from './signing-secret.ts';
import { createSecretGeneration } from './signing-secret.store.ts';
import { createTokens } from './tokens.ts';
import { createUserDesk } from './user-desk.ts';
import { createUsers } from './users.ts';
import { createUserStore } from './users.store.ts';

export type StaffSecrets = {
  readonly jwt: SecretFile;
  /** 32 bytes in base64url. */
  readonly secondFactorKey: string;
};

type Parts = {
  readonly config: CertConfig;
  readonly secrets: StaffSecrets;
  readonly mailer: Mailer | null;
  readonly publicBaseUrl: () => string;
  readonly isPanelOnLan: () => boolean;
  readonly isKioskOpen: () => boolean;
  readonly portalDb: Database;
  readonly kv: Kv;
  readonly rateLimits: RateLimits;
  readonly audit: Audit;
  readonly digests: RecordDigests;
  readonly history: RecordHistory;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

export type Staff = ReturnType<typeof createStaff>;

/** Builds every part of signing in once: the composition root of this slice. */
export function createStaff(parts: Parts) {
  const { config, secrets, mailer, portalDb, kv, audit, inTransaction, clock, random, log } = parts;
  const store = createUserStore(portalDb);
  const sessionStore = createSessionStore(portalDb);
  const notices = createNoticeStore(portalDb);
  const generation = createSecretGeneration(portalDb);

  const passwords = createPasswords({ randomBytes: random.bytes });
  const signingSecret = createSigningSecret({ file: secrets.jwt, generation, log });
  const tokens = createTokens({ key: signingSecret.current, clock, makeJti: () => randomText(random, 12) });
  const users = createUsers({ ...parts, store, sessions: sessionStore, passwords });
  const use = createSessionUse({ store: sessionStore, inTransaction, clock, log });
  const sessions = createSessions({ ...parts, tokens, users: store, store: sessionStore, use });

  const mail = createMail({ mailer, notices, audit, inTransaction, clock, log });
  const mailSignIn = createMailSignIn({ ...parts, mail });
  const seal = createSeal({ key: secrets.secondFactorKey, random });
  const factorParts = { store: createSecondFactorStore(portalDb), seal, issuer: config.project.name };
  const secondFactor = createSecondFactor({ ...factorParts, kv, clock, random, log });

  const firstFactor = createFirstFactor({ config, store, users, passwords, mailSignIn });
  const tickets = createSignInTickets({ kv, random, store });
  const knownDevices = createKnownDevices({ kv, random });
  const auth = createAuth({ ...parts, firstFactor, secondFactor, tickets, users, sessions, knownDevices });
  const confirmation = createConfirmation({ ...parts, store, passwords, secondFactor, mailSignIn, sessions });
  const own = { ...parts, store, users, sessions, sessionStore, secondFactor, confirmation };
  const account = createAccount({ ...own, notices });
  const enrolment = createEnrolment(own);
  const userDesk = createUserDesk(own);
  const { replace } = signingSecret;
  const rotation = createSecretRotation({ replace, generation, sessionStore, audit, inTransaction, clock });

  if (config.admin.auth_mode !== 'password') mail.warnMissing();

  function close(): void {
    mail.close();
    auth.close();
  }

  return {
    store,
    users,
    tokens,
    sessions,
    auth,
    account,
    secondFactor,
    confirmation,
    enrolment,
    userDesk,
    rotation,
    notices,
    mail,
    close,
  };
}
