import { readFileSync } from 'node:fs';

/** What a program did to the disk, and what it told others, in order. */
export type Step =
  | { readonly is: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly is: 'cut'; readonly file: string; readonly length: number }
  | { readonly is: 'sync'; readonly file: string }
  | { readonly is: 'told'; readonly text: string };

/** `strace -f -y -xx` of these calls, long enough strings: what `readTrace` needs. */
export const straceFor = (path: string): readonly string[] => [
  'strace',
  '-f',
  '--seccomp-bpf',
  '-qq',
  '-y',
  '-xx',
  '-s',
  '70000',
  '-e',
  'trace=pwrite64,write,writev,fdatasync,fsync,ftruncate',
  '-e',
  'signal=none',
  '-o',
  path,
];

/** Reads what `straceFor` wrote. A call that another thread interrupts counts as begun where it began, a sync where it ended. */
export function readTrace(path: string): Step[] {
  const syncing = new Map<string, string>();
  return readFileSync(path, 'latin1')
    .split('\n')
    .flatMap((line) => {
      const [, thread = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
      const [, name = ''] = /^(?:<\.\.\. )?(\w+)/.exec(call) ?? [];
      if (name === 'fdatasync' || name === 'fsync') return toSync(call, thread, syncing);
      if (call.startsWith('<...')) return [];
      return toStep(name, call);
    });
}

function toSync(call: string, thread: string, syncing: Map<string, string>): Step[] {
  const file = pathOf(call);
  if (call.endsWith('<unfinished ...>')) {
    syncing.set(thread, file);
    return [];
  }
  if (!call.endsWith('= 0')) return [];
  return [{ is: 'sync', file: call.startsWith('<...') ? (syncing.get(thread) ?? '') : file }];
}

function toStep(name: string, call: string): Step[] {
  const file = pathOf(call);
  if (name === 'ftruncate') return [{ is: 'cut', file, length: Number(/, (\d+)/.exec(call)?.[1]) }];
  const bytes = Buffer.concat([...call.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => fromHex(hex)));
  if (name === 'pwrite64') {
    const [, at] = /, \d+, (\d+)(?:\)| <unfinished)/.exec(call) ?? [];
    return [{ is: 'write', file, at: Number(at), bytes }];
  }
  return file.startsWith('socket:') || file.startsWith('TCP') ? [{ is: 'told', text: bytes.toString('latin1') }] : [];
}

function pathOf(call: string): string {
  const [, shown = ''] = /^\w+\(\d+<([^>]*)>/.exec(call) ?? [];
  return shown.includes('\\x') ? fromHex(shown).toString('utf8') : shown;
}

function fromHex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
