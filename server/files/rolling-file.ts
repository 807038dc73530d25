import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Lines from before the folder is known. */
const heldMax = 200;

type Limits = { readonly maxBytes: number; readonly files: number };

export type RollingFile = ReturnType<typeof createRollingFile>;

/**
 * Lines in `<name>.log`; full, it becomes `<name>.1.log` and so on, and the oldest goes. What is written before `open`
 * is held. Never throws: a full or broken disk must not end what is told of.
 */
export function createRollingFile(name: string, { maxBytes, files }: Limits) {
  let held: string[] = [];
  let folder: string | null = null;
  let handle: number | null = null;
  let bytes = 0;

  /** Makes the folder (0700) and the file (0600). False where that cannot be done. */
  function open(path: string): boolean {
    folder = path;
    const isOpen = start();
    for (const line of held) write(line);
    held = [];
    return isOpen;
  }

  function start(): boolean {
    if (folder === null) return false;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      handle = openSync(pathOf(0), 'a', 0o600);
      bytes = fstatSync(handle).size;
      return true;
    } catch {
      handle = null;
      return false;
    }
  }

  function write(line: string): void {
    if (folder === null) {
      if (held.length < heldMax) held.push(line);
      return;
    }
    try {
      if (bytes >= maxBytes) roll();
      if (handle !== null) bytes += writeSync(handle, `${line}\n`);
    } catch {
      // The console has the line too; the next one tries again.
    }
  }

  function roll(): void {
    close();
    rmSync(pathOf(files - 1), { force: true });
    for (let number = files - 2; number >= 0; number -= 1) {
      if (existsSync(pathOf(number))) renameSync(pathOf(number), pathOf(number + 1));
    }
    start();
  }

  function pathOf(number: number): string {
    return join(folder ?? '', number === 0 ? `${name}.log` : `${name}.${number}.log`);
  }

  function close(): void {
    if (handle !== null) closeSync(handle);
    handle = null;
  }

  return { open, write, close };
}
