import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { ask } from '../../test/support/ask.ts';
import { lvtCert } from '../../test/support/lvt-cert.ts';
import { aCenterFolder, exitOf, portOf, run } from '../../test/support/run-server.ts';
import { aClock, aFolder, aLog } from '../../test/support/scratch.ts';
import { closeDatabase, openDatabase } from '../db/open-database.ts';
import { prepareSchema } from '../opening/schema.store.ts';
import { loadConfig } from '../config/load-config.ts';
import { readPublicKey, writeKeyPair } from '../verify/key-files.ts';
import { createKeptFilesStore, readKeptFiles } from './kept-files.store.ts';
import { findBrokenFiles, keepGoodFiles, requireWholeEnvironment, restoreFile, withOffer } from './kept-files.ts';

// Some of these start the server more than once.
vi.setConfig({ testTimeout: 180_000 });

const keys = { readPublicKey };
const [config, env, privateKey, publicKey] = ['cert.config.json', '.env', 'private_key.pem', 'public_key.pem'];

async function aFullFolder(): Promise<string> {
  const root = aCenterFolder();
  const pair = { privatePath: join(root, privateKey), publicPath: join(root, publicKey), bits: 2048 };
  await writeKeyPair(pair);
  return root;
}

/** A folder that was started once and ended well, with every file kept. */
async function aKeptFolder(): Promise<string> {
  const root = await aFullFolder();
  writeFileSync(join(root, env), '# secrets\nPUBLIC_BASE_URL=http://192.168.1.20:5000\n', { mode: 0o600 });
  await startAndStop(root);
  return root;
}

async function startAndStop(root: string): Promise<string> {
  const server = run(['--data', root, '--port', '0']);
  // Answers once the center is open, which may be after the ready line.
  await ask({ port: await portOf(server.child), method: 'GET', path: '/api/portal' });
  server.child.kill('SIGTERM');
  expect(await exitOf(server.child)).toBe(0);
  return server.stderr();
}

async function failToStart(root: string): Promise<{ readonly code: unknown; readonly said: string }> {
  const server = run(['--data', root, '--port', '0']);
  return { code: await exitOf(server.child), said: server.stderr() };
}

function catchError(work: () => void): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return error;
  }
}

const contents = (root: string, names: readonly string[]) =>
  names.map((name) => readFileSync(join(root, name), 'utf8'));
const all = [config, publicKey];

describe('the last good files', () => {
  it('are offered by a start that finds one gone or cut, and put back byte for byte, the cut one kept aside', async () => {
    const root = await aKeptFolder();
    const before = contents(root, all);
    const restore = () => lvtCert(root, ['config', 'restore', '--data', root]);

    writeFileSync(join(root, config), before[0]?.slice(0, 200) ?? '');
    const cut = await failToStart(root);
    expect(cut.code).toBe(2);
    expect(cut.said).toContain(`${join(root, config)}): `);
    expect(cut.said).toMatch(/ at line 1\n.*cert\.config\.json.* \d{4}-\S+Z.*\n.*lvt-cert config restore --data/);
    expect(restore().out).toMatch(/^cert\.config\.json: .* cert\.config\.json\.broken-\S+\n$/);
    expect(contents(root, all)).toEqual(before);
    const aside = readdirSync(root).find((name) => name.startsWith('cert.config.json.broken-')) ?? '';
    expect(contents(root, [aside])).toEqual([before[0]?.slice(0, 200)]);

    // Students can still look up, so a broken key stops nothing.
    writeFileSync(join(root, publicKey), before[1]?.slice(0, 300) ?? '');
    const said = await startAndStop(root);
    expect(said).toMatch(/"kept-file\.broken","name":"public_key\.pem","problem":"is /);
    const told = lvtCert(root, ['doctor', '--json', '--data', root]).out;
    expect(told).toContain('The last good public_key.pem is kept');
    expect(restore()).toMatchObject({ code: 0 });
    expect(contents(root, all)).toEqual(before);
  });

  it('hold no secret: a start without .env is refused, says the two ways out, and goes on where it is accepted', async () => {
    const root = await aKeptFolder();
    const secrets = readFileSync(join(root, env), 'utf8').match(/(?<==)\S{40,}/g) ?? [];
    expect(secrets).toHaveLength(2);
    const database = readFileSync(join(root, 'data', 'portal.db'));
    for (const secret of secrets) expect(database.includes(secret)).toBe(false);
    expect(database.includes('PRIVATE KEY')).toBe(false);

    // Else a new secret would sign everyone out, and the other settings would be lost.
    rmSync(join(root, env));
    const gone = await failToStart(root);
    expect(gone.code).toBe(2);
    expect(gone.said).toContain(`${join(root, env)}: is missing\nChương trình không giữ bản nào của .env`);
    expect(lvtCert(root, ['config', 'restore', env, '--data', root])).toMatchObject({ code: 1 });
    expect(lvtCert(root, ['config', 'accept', '--data', root])).toMatchObject({ code: 0 });
    await startAndStop(root);
    expect(readFileSync(join(root, env), 'utf8')).not.toContain(secrets[0]);
  });

  it('go with the times, and are forgotten where an operator accepts the files as they are', async () => {
    const root = await aKeptFolder();
    const command = (...args: readonly string[]) => lvtCert(root, ['config', ...args, '--data', root]);
    writeFileSync(join(root, env), 'FORCE_HSTS=1\n');
    expect(command('accept')).toMatchObject({ code: 0 });
    await startAndStop(root);
    const kept = readKeptFiles(join(root, 'data', 'portal.db')).find(({ name }) => name === env);
    expect(kept?.content.toString()).toMatch(/^FORCE_HSTS=x\nJWT_SECRET=x{64}\nSECOND_FACTOR_KEY=x{43}\n$/);
    expect(command('restore')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('không có tệp nào bị mất hoặc hỏng') as string,
    });
    expect(command('restore', config)).toMatchObject({ code: 0 });
  });
});

describe('a file cut at twenty lengths', () => {
  it('is found each time and its kept content put back, or is whole as far as it goes', async () => {
    const root = await aFullFolder();
    writeFileSync(join(root, env), `JWT_SECRET=${'s3cret'.repeat(10)}\nPORT=5000\nHOST=127.0.0.1\n`);
    const db = openDatabase(join(root, 'data', 'portal.db'));
    prepareSchema(db, aConfig());
    const store = createKeptFilesStore(db);
    const parts = { root, config: loadConfig(join(root, config)), store, keys, clock: aClock(), log: aLog() };
    keepGoodFiles({ ...parts, inTransaction: (work) => work() });
    closeDatabase(db);
    const kept = readKeptFiles(join(root, 'data', 'portal.db'));
    const before = contents(root, all);
    for (const [index, name] of all.entries()) {
      const whole = before[index] ?? '';
      for (let cut = 0; cut < 20; cut += 1) {
        writeFileSync(join(root, name), whole.slice(0, Math.floor((whole.length * cut) / 20)));
        const broken = findBrokenFiles(root, kept, keys);
        expect(broken, `${name} cut ${cut}`).toMatchObject([{ name }]);
        if (name === config) {
          const refused = catchError(() => withOffer(root, keys, () => loadConfig(join(root, config))));
          expect(refused).toMatchObject({ hints: { kept: { files: [{ name }] } } });
          expect(refused).toHaveProperty('message', expect.stringContaining(join(root, name)));
        }
        for (const file of broken) restoreFile(root, file, aClock());
      }
    }
    expect(contents(root, all)).toEqual(before);

    const whole = readFileSync(join(root, env), 'utf8');
    const tally = { refused: 0, whole: 0 };
    for (let cut = 0; cut < 20; cut += 1) {
      const text = whole.slice(0, Math.floor((whole.length * cut) / 20));
      writeFileSync(join(root, env), text);
      const refused = catchError(() => {
        requireWholeEnvironment(root, kept, false);
      });
      if (refused !== null) {
        expect(refused).toMatchObject({ hints: { cutEnvironment: { folder: root } } });
        tally.refused += 1;
        continue;
      }
      // Nothing but whole lines: an operator may have meant it.
      expect(text.endsWith('\n') || whole.charAt(text.length) === '\n', `cut at ${text.length}`).toBe(true);
      tally.whole += 1;
    }
    expect(tally.refused + tally.whole).toBe(20);
    expect(tally.refused).toBeGreaterThanOrEqual(17);
  });

  it('is not offered out of a database of another format, and nothing is written there', () => {
    const root = aFolder();
    expect(readKeptFiles(join(root, 'portal.db'))).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('a config with a wrong value', () => {
  it('is named with the line it stands on', async () => {
    const root = aCenterFolder();
    const text = JSON.stringify(JSON.parse(readFileSync(join(root, config), 'utf8')), null, 2);
    writeFileSync(join(root, config), text.replace(/"slug": ".*"/, '"slug": "Hai Chữ"'));
    const { code, said } = await failToStart(root);
    expect(code).toBe(2);
    const line = text.split('\n').findIndex((one) => one.includes('"slug"')) + 1;
    expect(said).toContain(`(chỗ sai đầu tiên ở dòng ${line})`);
  });
});
