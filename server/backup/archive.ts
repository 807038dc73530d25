import { Decrypter, Encrypter } from 'age-encryption';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import { readChunks, requireSafeFiles } from './contents.ts';
import { archiveFormat, Manifest } from './manifest.ts';
import { readTar, type TarEntry, TarFault, writeTar } from './tar.ts';

const manifestName = 'manifest.json';
const manifestMaxBytes = 8 * 1024 ** 2;
/** Fast: the records are packed to a third at any level, and kiosks need the processor too. */
const gzipLevel = 2;

export type PackParts = {
  readonly manifest: Manifest;
  /** Where the bytes of a file of the manifest lie. */
  readonly locate: (path: string) => string;
  readonly target: string;
  /** Whose identities open it. */
  readonly recipients: readonly string[];
  readonly onBytes: (bytes: number) => void;
};

/** tar, gzip, age v1: streamed into `target`, which is on the disk when this is done. */
export async function packBackup({ manifest, locate, target, recipients, onBytes }: PackParts): Promise<void> {
  const first = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  const entries: TarEntry[] = [
    { path: manifestName, size: first.length, bytes: Readable.from([first]) },
    ...manifest.files.map(({ path, size }) => ({ path, size, bytes: readCounted(locate(path), onBytes) })),
  ];
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  await pipeline(
    writeTar(entries),
    createGzip({ level: gzipLevel }),
    async function* (packed: AsyncIterable<Uint8Array>) {
      yield* fromStream(await encrypter.encrypt(toStream(packed)));
    },
    createWriteStream(target, { mode: 0o600, flush: true }),
  );
}

async function* readCounted(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const bytes of readChunks(path)) {
    onBytes(bytes.length);
    yield bytes;
  }
}

export type OpenParts = {
  readonly path: string;
  /** `AGE-SECRET-KEY-1...` */
  readonly identity: string;
  /** Where its files are put; null: they are read and compared alone. */
  readonly into: string | null;
  /** The newest format of records this program knows. */
  readonly knownVersion: number;
  /** Hears of the manifest before any file is taken out, and may refuse. */
  readonly onManifest: (manifest: Manifest) => void;
  readonly onBytes: (bytes: number) => void;
};

export type Opened = { readonly manifest: Manifest; readonly bytes: number; readonly sha256: string };

/**
 * Reads a whole backup and compares every file with its manifest. Refuses `backup.wrong-identity`, `backup.damaged`
 * (cut, altered, not ours), `backup.newer`.
 */
export async function openBackup(parts: OpenParts): Promise<Opened> {
  const hash = createHash('sha256');
  let bytes = 0;
  const tap = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const found: Manifest[] = [];
  try {
    await pipeline(
      createReadStream(parts.path, { highWaterMark: 1024 ** 2 }),
      tap,
      (sealed: AsyncIterable<Uint8Array>) => decrypt(sealed, parts.identity),
      createGunzip(),
      async (packed: AsyncIterable<Uint8Array>) => {
        found.push(await takeOut(packed, parts));
      },
    );
  } catch (error) {
    throw toBackupRefusal(error, parts);
  }
  const [manifest] = found;
  if (!manifest) throw damaged('it holds nothing');
  return { manifest, bytes, sha256: hash.digest('hex') };
}

async function* decrypt(sealed: AsyncIterable<Uint8Array>, identity: string): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity);
  } catch {
    throw wrongIdentity();
  }
  yield* fromStream(await decrypter.decrypt(toStream(sealed)));
}

/** The library speaks the streams of the web. */
function toStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await chunks.return?.();
    },
  });
}

async function* fromStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}

async function takeOut(packed: AsyncIterable<Uint8Array>, parts: OpenParts): Promise<Manifest> {
  const found: Manifest[] = [];
  let taken = 0;
  await readTar(packed, async (entry) => {
    const [manifest] = found;
    if (!manifest) {
      const first = await readManifest(entry, parts.knownVersion);
      found.push(first);
      parts.onManifest(first);
      return;
    }
    const file = manifest.files[taken];
    if (file?.path !== entry.path || file.size !== entry.size) throw damaged('its files are not those it names');
    taken += 1;
    if ((await takeFile(entry, parts)) !== file.sha256) throw damaged(`${entry.path} is not what it was`);
  });
  const [manifest] = found;
  if (!manifest || taken !== manifest.files.length) throw damaged('files are missing');
  return manifest;
}

async function readManifest(entry: TarEntry, knownVersion: number): Promise<Manifest> {
  if (entry.path !== manifestName || entry.size > manifestMaxBytes) throw damaged('it is not a backup of this program');
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry.bytes) chunks.push(chunk);
  const read = Manifest.safeParse(parseJson(Buffer.concat(chunks).toString('utf8')));
  if (!read.success) throw damaged('its manifest cannot be read');
  const { format, user_version: version, program, files } = read.data;
  if (format > archiveFormat || version > knownVersion) {
    const message = `the backup was made by a newer version of this program (${program}): install that version first`;
    throw new Refusal('conflict', 'backup.newer', message, { program });
  }
  requireSafeFiles(files);
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no manifest, which the schema says.
    return null;
  }
}

/** Gives the hash of what came. */
async function takeFile({ path, bytes }: TarEntry, { into, onBytes }: OpenParts): Promise<string> {
  const hash = createHash('sha256');
  const counted = async function* () {
    for await (const chunk of bytes) {
      hash.update(chunk);
      onBytes(chunk.length);
      yield chunk;
    }
  };
  const target = into === null ? null : join(into, path);
  if (target !== null) mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const sink =
    target === null ? nowhere() : createWriteStream(target, { mode: modeOf(path), flush: true, flags: 'wx' });
  await pipeline(counted, sink);
  return hash.digest('hex');
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function modeOf(path: string): number {
  return /(^|\/)(cert\.config\.json|[^/]*\.(pdf|ttf|otf)|public_key\.pem)$/.test(path) ? 0o644 : 0o600;
}

function damaged(why: string): Refusal {
  return new Refusal('unprocessable', 'backup.damaged', `the backup is damaged: ${why}`, { why });
}

function wrongIdentity(): Refusal {
  const message = 'this recovery key does not open the backup: take the sheet that was printed when it was made';
  return new Refusal('unprocessable', 'backup.wrong-identity', message);
}

/** What the disk says keeps its words; whatever else ends the reading is the file's own fault. */
function toBackupRefusal(error: unknown, parts: Pick<OpenParts, 'path' | 'into'>): unknown {
  if (error instanceof Refusal) return error;
  if (error instanceof TarFault) return damaged(error.message);
  if (!(error instanceof Error)) return error;
  if (/no identity matched/i.test(error.message)) return wrongIdentity();
  if ('syscall' in error) return toDiskRefusal(error, parts);
  return damaged(error.message);
}

function toDiskRefusal(error: Error & { readonly syscall: unknown }, { path, into }: Pick<OpenParts, 'path' | 'into'>) {
  const code = 'code' in error ? String(error.code) : '';
  const folder = into ?? path;
  if (/^(ENOSPC|EDQUOT)$/.test(code)) {
    return new Refusal('disk-full', 'backup.place-full', `there is no room left in ${folder}`, { folder });
  }
  // A stick that was pulled, a share that is gone: the present is untouched.
  const isOfBackup = error.syscall === 'read' || ('path' in error && error.path === path);
  if (!isOfBackup) return error;
  return new Refusal('unavailable', 'backup.unreadable', `${path} cannot be read: ${error.message}`, {
    path,
    why: code,
  });
}
