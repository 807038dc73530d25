import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from './scratch.ts';

/** Tools of the system, not of npm: what needs them is skipped where they are not. */
export function hasTools(...names: readonly string[]): boolean {
  return names.every((name) => spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined);
}

/** The text of a PDF as poppler reads it. */
export function textOf(pdf: Uint8Array): string {
  return run('pdftotext', ['-layout', '-nopgbrk', 'in.pdf', '-'], pdf).toString('utf8');
}

/** Words with their places: corners in points from the upper-left of the page. */
export function wordsOf(pdf: Uint8Array) {
  const html = run('pdftotext', ['-bbox', 'in.pdf', '-'], pdf).toString('utf8');
  const word = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g;
  return [...html.matchAll(word)].map(([, xMin, yMin, xMax, yMax, text]) => ({
    text: text ?? '',
    corners: [xMin, yMin, xMax, yMax].map(Number),
  }));
}

/** The code on the page, drawn at so many dots an inch, as zbar reads it; null where it reads none. */
export function codeOf(pdf: Uint8Array, dpi: number): string | null {
  const folder = aFolder();
  writeFileSync(join(folder, 'in.pdf'), pdf);
  execFileSync('pdftoppm', ['-r', String(dpi), '-png', '-singlefile', 'in.pdf', 'out'], { cwd: folder });
  const read = spawnSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', 'out.png'], { cwd: folder });
  return read.status === 0 ? read.stdout.toString('utf8').trim() : null;
}

function run(tool: string, args: readonly string[], pdf: Uint8Array): Buffer {
  const folder = aFolder();
  writeFileSync(join(folder, 'in.pdf'), pdf);
  return execFileSync(tool, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}
