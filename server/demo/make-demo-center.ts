import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createAudit } from '../audit/audit.ts';
import { createAuditStore } from '../audit/audit.store.ts';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { ensureSecret, type RawEnvironment, readEnvironment } from '../config/env.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { closeDatabase, openScratch } from '../db/open-database.ts';
import { createTransactions } from '../db/transactions.ts';
import { isMissingOrEmpty, makeFolder } from '../files/make-folder.ts';
import type { Log } from '../log.ts';
import { prepareSchema } from '../opening/schema.store.ts';
import { Refusal } from '../refusal.ts';
import { createRowWriter, type RowWriter } from '../students/row-writer.store.ts';
import type { Row } from '../students/students.ts';
import { copyFonts, demoResources, writeSchema } from './demo-files.ts';
import { generateFinalists, generateStudents } from './demo-students.ts';

type KeyPair = { readonly privatePath: string; readonly publicPath: string; readonly bits: number };
type Parts = {
  readonly environment: RawEnvironment;
  readonly writeKeyPair: (pair: KeyPair) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears of what comes next. */
  readonly onStep?: (step: 'files' | 'students' | 'keys') => void;
};

const studentCount = 1200;
const seed = 2026;

/**
 * Makes a missing or empty folder into the demo center, whole or not at all; one that has a config is left as it is.
 * Refuses any other folder. Keys and secret are made here, on this machine; there is no account.
 */
export async function ensureDemoCenter(folder: string, parts: Parts): Promise<'made' | 'was-there'> {
  if (existsSync(join(folder, configFileName))) return 'was-there';
  if (!isMissingOrEmpty(folder)) {
    throw new Refusal(
      'invalid',
      'demo.folder-not-empty',
      `${folder} is not empty and has no ${configFileName}: nothing was changed; name an empty folder for the demo`,
    );
  }
  await makeFolder(folder, configFileName, (staged) => fill(staged, parts));
  return 'made';
}

async function fill(folder: string, { environment, writeKeyPair, clock, log, onStep }: Parts): Promise<void> {
  const config = loadConfig(join(demoResources, configFileName));
  const { private_key_path: privateName, public_key_path: publicName } = config.features.qr_verify;
  const keys = writeKeyPair({
    privatePath: join(folder, privateName),
    publicPath: join(folder, publicName),
    bits: 2048,
  });
  try {
    copyFonts(folder);
    mkdirSync(join(folder, 'templates'));
    for (const { pdf } of config.rounds) copyFileSync(join(demoResources, pdf), join(folder, pdf));
    ensureSecret(folder, readEnvironment(folder, environment));
    onStep?.('students');
    // Who asks meanwhile how far it is gets an answer.
    await turn();
    writeStudents(folder, config, { clock, log });
    onStep?.('keys');
    writeSchema(folder);
    copyFileSync(join(demoResources, configFileName), join(folder, configFileName));
  } finally {
    // Waited for in any case: a folder that is taken away must not be written into any more.
    await keys;
  }
}

function writeStudents(folder: string, config: CertConfig, { clock, log }: Pick<Parts, 'clock' | 'log'>): void {
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  const db = openScratch(join(folder, 'data', 'portal.db'));
  try {
    prepareSchema(db, config);
    const fail = (error: unknown): never => {
      throw error;
    };
    const audit = createAudit({ store: createAuditStore(db), inTransaction: createTransactions(db, fail), clock, log });
    const wanted = { config, count: studentCount, seed };
    for (const [index, { id: roundId }] of config.rounds.entries()) {
      const writer = createRowWriter({ db, config, clock, userId: null }, roundId);
      const added = putAll(writer, index === 0 ? generateStudents(wanted) : generateFinalists(wanted));
      writer.finish((commitHash) =>
        audit.append({ action: 'demo.students', targetId: roundId, metadata: { added }, commitHash }),
      );
    }
  } finally {
    closeDatabase(db);
  }
}

function putAll(writer: RowWriter, rows: Iterable<Row>): number {
  writer.begin();
  let added = 0;
  for (const row of rows) if (writer.put(row) === 'added') added += 1;
  return added;
}
