import { spawn } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aClock, aFolder } from '../../test/support/scratch.ts';
import { isRestoring, recoverRestore, swapIn } from './swap.ts';

vi.setConfig({ testTimeout: 120_000 });
const script = join(import.meta.dirname, '..', '..', 'test', 'support', 'swap-folder.ts');
const id = '20260520T080000Z';

/** A center with a restore staged beside it: a changed entry, one that goes, one that comes. */
function aStagedFolder(): string {
  const root = aFolder();
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of [
    ['data/portal.db', 'old'],
    ['cert.config.json', 'old'],
    ['templates/old.pdf', 'old'],
    [`restore-${id}/new/data/portal.db`, 'new'],
    [`restore-${id}/new/cert.config.json`, 'new'],
    [`restore-${id}/new/keys/keys.json`, 'new'],
  ] as const) {
    put(path, text);
  }
  return root;
}

/** Every file of the center itself with its content. */
function stateOf(root: string): Record<string, string> {
  const paths = globSync('{data,templates,keys,cert.config.json}{,/**}', { cwd: root });
  const files = paths.filter((path) => statSync(join(root, path)).isFile() && !path.includes('instance.')).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

function swapApart(root: string, at: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, root, id, at], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('close', () => resolve(said));
  });
}

describe('a restore that is cut', () => {
  it('ends in the old state or the new one, whole, at whichever step it was killed', async () => {
    const [before, whole] = [aStagedFolder(), aStagedFolder()];
    const old = stateOf(before);
    const steps = JSON.parse(await swapApart(whole, 'never')) as string[];
    const fresh = stateOf(whole);
    expect(Object.values(fresh)).toEqual(['new', 'new', 'new']);
    expect(stateOf(join(whole, `before-restore-${id}`))).toEqual(old);

    const ends = { old: 0, new: 0 };
    for (const [at, step] of steps.entries()) {
      const root = aFolder();
      cpSync(before, root, { recursive: true });
      expect(await swapApart(root, String(at))).toBe('');
      await recoverRestore(root, aClock());
      const isNew = steps.indexOf('commit') < at;
      expect([step, stateOf(root)]).toEqual([step, isNew ? fresh : old]);
      expect([step, isRestoring(root), existsSync(join(root, 'restore.json.part'))]).toEqual([step, false, false]);
      ends[isNew ? 'new' : 'old'] += 1;
      // A put back that was cut itself is gone through again.
      expect(await recoverRestore(root, aClock())).toBe(null);
    }
    expect(ends.old + ends.new).toBe(steps.length);
    process.stdout.write(`restore: ${steps.length} kills, ${ends.old} old, ${ends.new} new, 0 mixed\n`);
  });

  it('puts everything back where what came in does not check, or a step fails', async () => {
    for (const failing of ['check', 'in templates', 'in keys', 'commit']) {
      const root = aStagedFolder();
      const old = stateOf(root);
      const names = ['data', 'cert.config.json', 'templates', 'keys'];
      const onStep = (step: string) => {
        if (step === failing) throw new Error('no room');
      };
      const swap = swapIn({ root, id, names, lock: null, clock: aClock(), check: () => undefined, onStep });
      await expect(swap).rejects.toThrow('no room');
      expect(stateOf(root)).toEqual(old);
      expect(readdirSync(root).filter((name) => name.startsWith('before-') || name === 'restore.json')).toEqual([]);
    }
  });
});
