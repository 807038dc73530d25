import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { MakeInput } from '../../server/backup/make-backup.ts';
import { makeBackup } from '../../server/backup/make-backup.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { prepareSchema } from '../../server/opening/schema.store.ts';
import type { JobState } from '../../server/jobs/jobs.contract.ts';
import { createRowWriter } from '../../server/students/row-writer.store.ts';
import { aConfig, aConfigFile } from './config-builder.ts';
import { aClock, aFolder } from './scratch.ts';
import { type CenterSetup, startCenter } from './start-center.ts';

/** A center folder that no program has open, and a backup of it with the key that opens it. */
export async function aBackupFile(change: Partial<MakeInput> = {}) {
  const root = aFolder();
  mkdirSync(join(root, 'templates'));
  writeFileSync(join(root, 'cert.config.json'), JSON.stringify(aConfigFile()));
  writeFileSync(join(root, '.env'), 'JWT_SECRET=a secret for tests that is long enough: 0123456789\n');
  writeFileSync(join(root, 'templates', 'main.pdf'), 'a template');
  const [databasePath, config] = [join(root, 'data', 'portal.db'), aConfig()];
  const db = openDatabase(databasePath);
  prepareSchema(db, config);
  const writer = createRowWriter({ db, config, clock: aClock(), userId: null }, 'main');
  writer.begin();
  writer.put({ sbd: 'A1', full_name: 'Nguyễn Văn An' });
  writer.finish(() => undefined);
  db.close();
  const identity = await generateX25519Identity();
  const input: MakeInput = {
    ...{ root, databasePath, config, folder: join(root, 'backups'), fileName: 'sao-luu.tar.gz.age', reason: 'manual' },
    ...{ program: '0', checkpoint: 'none', madeAt: '2026-05-20T08:00:00Z' },
    recipient: await identityToRecipient(identity),
    ...change,
  };
  const note = await makeBackup(input, () => undefined);
  return { root, identity, path: join(input.folder, input.fileName), input, note };
}

type Backup = { name: string; reason: string; counts: { students: number; log: number } | null };
type State = { backups: Backup[]; job: JobState | null };

/** A running center with a recovery key, and what its super-admin does with backups. */
export async function aBackedUpCenter({ files = {}, ...setup }: CenterSetup = {}) {
  const config = JSON.stringify(aConfigFile());
  const center = await startCenter({ ...setup, files: { 'cert.config.json': config, ...files } });
  const token = await center.signIn('super-admin');
  const headers = { authorization: `Bearer ${token}` };
  const post = (path: string, body: object = {}) => center.post(`/api/admin/${path}`, body, { headers });
  await post('session');
  center.portalDb.prepare("UPDATE admin_session SET stepped_up_until = '2099-01-01T00:00:00Z'").run();
  const key = (await post('backups/key')).body as { identity: string; recipient: string };
  const state = async () =>
    (await center.get('/api/admin/backups', { headers })).body as State & Record<string, unknown>;
  /** Once the job that runs has ended. */
  async function settled() {
    for (;;) {
      const now = await state();
      if (now.job?.status !== 'running') return now;
      await pause(20);
    }
  }
  /** Writes a list as an admin does, and gives how it ended. */
  async function importList(rows: string): Promise<{ phase: string; backed_up: string | null }> {
    const list = await fetch(`http://127.0.0.1:${center.port}/api/admin/imports/upload`, {
      ...{ method: 'POST', body: rows },
      headers: { ...headers, 'X-File-Name': 'list.csv' },
    });
    const { id } = (await list.json()) as { id: string };
    for (const path of ['imports/review', 'imports/commit']) {
      await post(path, { id, answers: {} });
      let now = 'reading';
      while (['reading', 'writing'].includes(now)) {
        now = ((await post('imports/state', { id })).body as { phase: string }).phase;
        await pause(20);
      }
    }
    return (await post('imports/state', { id })).body as { phase: string; backed_up: string | null };
  }
  return { ...center, ...key, token, headers, send: post, state, settled, importList };
}
