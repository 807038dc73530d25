import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainMissing } from './missing-download.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'release');
const installers = /\.(exe|zip|dmg|deb|AppImage|tar\.gz)$/;

process.exitCode = await makeInstallers(process.argv.slice(2));

async function makeInstallers(args: readonly string[]): Promise<number> {
  const { code, said } = await runBuilder(args);
  if (code !== 0) {
    const missing = explainMissing(said);
    if (missing !== null) console.error(missing);
    return code;
  }
  if (!args.includes('--dir')) writeSums();
  return 0;
}

/** electron-builder with its own words passed on; of a failed download only our line is wanted, so its stack is not. */
function runBuilder(args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const program = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (chunk: Buffer) => {
    const text = chunk.toString();
    said += text;
    if (explainMissing(said) === null) process.stdout.write(text);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, said }));
  });
}

/** What `sha256sum --check SHA256SUMS` reads. */
function writeSums(): void {
  const names = readdirSync(output).filter((name) => installers.test(name) && statSync(join(output, name)).isFile());
  const lines = names.sort().map((name) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(output, name)))
      .digest('hex');
    return `${digest}  ${name}\n`;
  });
  writeFileSync(join(output, 'SHA256SUMS'), lines.join(''));
}
