/** One file of an archive: its name with `/`, its size in bytes, its content. */
export type TarEntry = { readonly path: string; readonly size: number; readonly bytes: AsyncIterable<Uint8Array> };

const blockBytes = 512;
const nameBytes = 100;
const plainFile = '0';
const extendedHeader = 'x';

/** Plain files as a tar stream, in this order. Throws TarFault where a file gives other than its size. Source: POSIX.1 pax. */
export async function* writeTar(entries: AsyncIterable<TarEntry> | Iterable<TarEntry>): AsyncGenerator<Uint8Array> {
  for await (const { path, size, bytes } of entries) {
    if (Buffer.byteLength(path) > nameBytes) yield longName(path);
    yield header(path, size, plainFile);
    let left = size;
    for await (const chunk of bytes) {
      left -= chunk.length;
      yield chunk;
    }
    if (left !== 0) throw new TarFault(`${path} changed its size while it was packed`);
    yield Buffer.alloc(padding(size));
  }
  yield Buffer.alloc(2 * blockBytes);
}

function longName(path: string): Uint8Array {
  const record = paxRecord('path', path);
  return Buffer.concat([header('pax', record.length, extendedHeader), record, Buffer.alloc(padding(record.length))]);
}

/** `<length> key=value\n`, where the length counts itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length += 1;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function header(path: string, size: number, type: string): Buffer {
  const block = Buffer.alloc(blockBytes);
  Buffer.from(path).copy(block, 0, 0, nameBytes);
  const octal = (value: number, at: number, width: number) =>
    block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write(type, 156, 'latin1');
  block.write('ustar\0' + '00', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Sum of the header's bytes, its own field read as blanks. */
function checksum(block: Uint8Array): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

function padding(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

/** The archive cannot be read: cut, altered, or of things that ours never hold. */
export class TarFault extends Error {}

/** Gives each plain file to `onEntry`, which reads all of its bytes. Throws TarFault. */
export async function readTar(
  source: AsyncIterable<Uint8Array>,
  onEntry: (entry: TarEntry) => Promise<void>,
): Promise<void> {
  const bytes = createByteSource(source);
  let longPath: string | null = null;
  for (;;) {
    const block = await bytes.take(blockBytes);
    if (block.every((byte) => byte === 0)) break;
    const { path, size, type } = readHeader(block);
    if (type === extendedHeader) {
      longPath = readPath(await bytes.take(Math.min(size, 65_536)));
    } else {
      await onEntry({ path: longPath ?? path, size, bytes: bytes.stream(size) });
      longPath = null;
    }
    await bytes.take(padding(size));
  }
  // The rest is read too, so that whoever made the stream sees it whole.
  await bytes.drain();
}

function readHeader(block: Buffer): { path: string; size: number; type: string } {
  const text = (at: number, length: number) => {
    const field = block.subarray(at, at + length);
    const end = field.indexOf(0);
    return field.toString('utf8', 0, end < 0 ? length : end);
  };
  const sum = Number.parseInt(text(148, 8), 8);
  if (text(257, 5) !== 'ustar' || sum !== checksum(block)) throw new TarFault('a header of the archive is damaged');
  const type = text(156, 1);
  const size = Number.parseInt(text(124, 12), 8);
  if (![plainFile, extendedHeader].includes(type)) throw new TarFault('the archive holds other things than files');
  if (!Number.isSafeInteger(size) || size < 0) throw new TarFault('the archive holds a file of no size');
  return { path: text(0, nameBytes), size, type };
}

function readPath(record: Buffer): string {
  const [, path] = /^\d+ path=([^\n]*)\n$/.exec(record.toString('utf8')) ?? [];
  if (path === undefined) throw new TarFault('the archive holds a name that cannot be read');
  return path;
}

function createByteSource(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Uint8Array = Buffer.alloc(0);

  async function some(most: number): Promise<Uint8Array> {
    while (rest.length === 0) {
      const next = await chunks.next();
      if (next.done === true) throw new TarFault('the archive is cut');
      rest = next.value;
    }
    const part = rest.subarray(0, most);
    rest = rest.subarray(part.length);
    return part;
  }

  async function* stream(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0;) {
      const part = await some(left);
      left -= part.length;
      yield part;
    }
  }

  async function take(size: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of stream(size)) parts.push(part);
    return Buffer.concat(parts);
  }

  async function drain(): Promise<void> {
    while ((await chunks.next()).done !== true);
  }

  return { stream, take, drain };
}
