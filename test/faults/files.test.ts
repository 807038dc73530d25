import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ImportJob } from '../../server/ingest/import-job.ts';
import { runImport } from '../../server/ingest/run-import.ts';
import { systemClock } from '../../server/clock.ts';
import { Refusal } from '../../server/refusal.ts';
import { aCertificateCenter } from '../support/certificate-builder.ts';
import { csv, plainOptions, sheet } from '../support/ingest-builder.ts';
import { aConfig } from '../support/config-builder.ts';
import { aPortal } from '../support/portal-builder.ts';
import { aChance, aFaultFolder, type Chance, tell, times } from './fault-run.ts';

/** A good file with something wrong: bytes turned over, a piece lost, doubled, moved, or the end gone. */
function mutate(whole: Buffer, chance: Chance): Buffer {
  const at = () => chance.below(whole.length);
  const [from, length] = [at(), 1 + chance.below(200)];
  const piece = whole.subarray(from, from + length);
  const ways = [
    () => {
      const bytes = Buffer.from(whole);
      for (let count = 0; count <= chance.below(20); count += 1) bytes.writeUInt8(chance.below(256), at());
      return bytes;
    },
    () => whole.subarray(0, from),
    () => Buffer.concat([whole.subarray(0, from), whole.subarray(from + length)]),
    () => Buffer.concat([whole.subarray(0, from), piece, whole.subarray(from)]),
    () => Buffer.concat([whole.subarray(0, from), Buffer.alloc(length, 0xff), whole.subarray(from)]),
  ];
  return ways[chance.below(ways.length)]?.() ?? whole;
}

const rows = Array.from({ length: 40 }, (_, row) => [`A${row}`, `Trần Bình ${row}`, '01/02/2010', 'Giải Nhất']);
const table = [['sbd', 'full_name', 'dob', 'toan'], ...rows];
const toJson = () => JSON.stringify(rows.map(([sbd, full_name, dob, toan]) => ({ sbd, full_name, dob, toan })));

/** Control: the whole files are taken (asserted first), so what is refused is refused for its damage. */
it(
  'refuses a damaged list by name or takes what is left of it, in bounded time and memory',
  { timeout: 600_000 },
  async () => {
    const chance = aChance('files');
    const folder = aFaultFolder();
    const { path: databasePath, config } = aPortal(aConfig());
    const lists = { xlsx: sheet(...table), csv: Buffer.from(csv(...table)), json: Buffer.from(toJson()) };
    const tally = { taken: 0, refused: 0 };

    async function importing(content: Buffer, kind: string): Promise<void> {
      const path = join(folder, `list.${kind}`);
      writeFileSync(path, content);
      const options = { ...plainOptions, commit: false };
      const job: ImportJob = {
        databasePath,
        config,
        path,
        rejectedPath: join(folder, 'rejected.csv'),
        fileName: `list.${kind}`,
        reviewPath: null,
        root: null,
        options,
        actor: null,
      };
      try {
        await runImport(job, { clock: systemClock });
        tally.taken += 1;
      } catch (error) {
        expect(error, `${kind}, file ${tally.taken + tally.refused}`).toBeInstanceOf(Refusal);
        tally.refused += 1;
      }
    }

    for (const [kind, whole] of Object.entries(lists)) await importing(whole, kind);
    expect(tally).toEqual({ taken: 3, refused: 0 });
    const files = times(24, 120);
    for (let file = 0; file < files; file += 1) {
      const [kind, whole] = Object.entries(lists)[file % 3] ?? ['csv', lists.csv];
      await importing(mutate(whole, chance), kind);
    }
    tell(`files: ${files} damaged lists, ${tally.refused} refused by name, ${tally.taken - 3} taken, 0 else`);
  },
);

it('names a damaged template or font, or uses it, in bounded time', { timeout: 600_000 }, async () => {
  const chance = aChance('templates');
  expect(await (await aCertificateCenter()).certificates.problems()).toEqual([]);
  const files = times(16, 80);
  const tally = { named: 0, used: 0 };
  for (let file = 0; file < files; file += 1) {
    const { root, certificates } = await aCertificateCenter();
    const name = file % 2 === 0 ? 'templates/main.pdf' : 'fonts/NotoSerif-Regular.ttf';
    writeFileSync(join(root, name), mutate(readFileSync(join(root, name)), chance));
    const problems = await certificates.problems();
    expect(
      problems.every((problem) => problem.includes(name)),
      problems.join(),
    ).toBe(true);
    tally[problems.length > 0 ? 'named' : 'used'] += 1;
  }
  tell(`files: ${files} damaged templates and fonts, ${tally.named} named, ${tally.used} used, 0 else`);
});
