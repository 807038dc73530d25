// `npm run bench [-- --quick] [--big] [--only certificates,search]`: one table of paths against their references.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, big: { type: 'boolean' }, only: { type: 'string' } },
});

/** In this order: limits of the machine come with each, in process before HTTP, start last. */
const benches = {
  certificates: async (options) => (await import('./certificates.bench.ts')).benchCertificates(options),
  http: async (options) => (await import('./http.bench.ts')).benchHttp(options),
  lists: async (options) => (await import('./lists.bench.ts')).benchLists(options),
  import: async (options) => (await import('./ingest.bench.ts')).benchIngest(options),
  start: async (options) => (await import('./start.bench.ts')).benchStart(options),
};

const wanted = values.only?.split(',') ?? Object.keys(benches);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`bench: no such part: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'lvt-bench-'));
const options = { isQuick: values.quick ?? false, isBig: values.big ?? false, scratch };
const rows = [];
for (const name of wanted) {
  try {
    rows.push(...(await benches[name](options)));
  } catch (error) {
    // The others are still worth knowing; the exit code tells that something did not run.
    console.error(`bench: ${name} failed to run:`, error);
    process.exitCode = 1;
  }
}
rmSync(scratch, { recursive: true, force: true });

printTable(rows);
const file = saveResults(rows);
console.log(`\n${file}`);
// Workers and pools of the parts end by themselves only after a minute.
process.exit();

function printTable(rows) {
  const heads = ['row', 'path', 'ours', 'reference', 'ratio (min to max)', 'target', ''];
  const lines = rows.map(({ row, path, ours, reference, ratio, target, met }) => [
    row,
    path,
    ours,
    reference,
    ratio,
    target,
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...lines.map((line) => line[column].length)));
  const show = (line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  console.log([heads, widths.map((width) => '-'.repeat(width)), ...lines].map(show).join('\n'));
}

function saveResults(rows) {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const cpu = cpus()[0]?.model.replace(/[^A-Za-z0-9]+/g, '-') ?? 'cpu';
  const machine = { node: process.version, platform: process.platform, cpu, cores: availableParallelism() };
  const path = join(folder, `${new Date().toISOString().slice(0, 10)}-${cpu}.json`);
  writeFileSync(path, `${JSON.stringify({ machine, options: { ...values }, rows }, null, 2)}\n`);
  return path;
}
