import { fromBase64url, toBase64url } from './base64url.ts';
import { fromHex, toHex } from './hex.ts';
import type { Sha256 } from './merkle-tree.ts';

/** What is signed: the log as it stood at a time. Source: C2SP tlog-checkpoint. */
export type Checkpoint = {
  /** `<slug>/audit/<database id>`. */
  readonly origin: string;
  readonly size: number;
  /** Hex, RFC 6962 over the row hashes. */
  readonly root: string;
  /** Hex, over the digests of every record. */
  readonly state: string;
  /** Instant. */
  readonly time: string;
};

export type NoteSignature = { readonly name: string; readonly keyId: string; readonly signature: Uint8Array };
export type CheckpointNote = Checkpoint & {
  /** The bytes the signatures are over. */
  readonly body: string;
  readonly signatures: readonly NoteSignature[];
};

/** A public Ed25519 key under its name. Source: C2SP signed-note. */
export type VerifierKey = { readonly name: string; readonly keyId: string; readonly publicKey: Uint8Array };

/** Whether the Ed25519 signature is of this key over these bytes. Handed in, as the hash is. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

const algorithm = 0x01;
const encoder = new TextEncoder();

/** The text to sign. */
export function toNoteBody({ origin, size, root, state, time }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(fromHex(root) ?? new Uint8Array())}\nstate ${state}\ntime ${time}\n`;
}

export function toNote(body: string, { name, keyId }: VerifierKey, signature: Uint8Array): string {
  return `${body}\n— ${name} ${toBase64(joined(fromHex(keyId) ?? new Uint8Array(), signature))}\n`;
}

/** Null for what is no checkpoint of ours. The signatures are not yet looked at. */
export function readNote(note: string): CheckpointNote | null {
  const [, body, tail] = /^([^]*?\n)\n((?:— [^ \n]+ [A-Za-z0-9+/=]+\n)+)$/.exec(asNote(note)) ?? [];
  if (body === undefined || tail === undefined) return null;
  const [, origin, size, root, state, time] =
    /^([^\s+]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/=]{44})\nstate ([0-9a-f]{64})\ntime (\S+)\n$/.exec(body) ?? [];
  const rootBytes = fromBase64(root ?? '');
  if (origin === undefined || state === undefined || time === undefined || !rootBytes) return null;
  const signatures = tail.split('\n').flatMap(readSignature);
  return { origin, size: Number(size), root: toHex(rootBytes), state, time, body, signatures };
}

/** Every checkpoint in a text, such as a file they were appended to; what is none of ours is passed over. */
export function readNotes(text: string): CheckpointNote[] {
  const whole =
    /[^\s—]\S*\n\d+\n[A-Za-z0-9+/=]{44}\nstate [0-9a-f]{64}\ntime \S+\n\n(?:— [^ \n]+ [A-Za-z0-9+/=]+(?:\n|$))+/g;
  const found = text.replaceAll('\r\n', '\n').match(whole) ?? [];
  return found.map(readNote).filter((note) => note !== null);
}

/** What a mail or an editor did to the ends of lines is undone. */
function asNote(text: string): string {
  return `${text.replaceAll('\r\n', '\n').trim()}\n`;
}

function readSignature(line: string): NoteSignature[] {
  const [, name, blob] = /^— ([^ ]+) (\S+)$/.exec(line) ?? [];
  const bytes = fromBase64(blob ?? '');
  if (name === undefined || bytes?.length !== 68) return [];
  return [{ name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) }];
}

export function isSignedBy(note: CheckpointNote, key: VerifierKey, verify: VerifySignature): boolean {
  const message = encoder.encode(note.body);
  return note.signatures.some(
    ({ name, keyId, signature }) =>
      name === key.name && keyId === key.keyId && verify(key.publicKey, message, signature),
  );
}

export function toVerifierKey(name: string, publicKey: Uint8Array, sha256: Sha256): VerifierKey {
  const tagged = joined(Uint8Array.of(algorithm), publicKey);
  const keyId = toHex(sha256(joined(encoder.encode(`${name}\n`), tagged)).subarray(0, 4));
  return { name, keyId, publicKey };
}

/** `<name>+<id>+<key>`: one line that fits on the recovery sheet. */
export function writeVerifierKey({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${toBase64(joined(Uint8Array.of(algorithm), publicKey))}`;
}

/** Null for what is no Ed25519 key, or one whose id is not its own. */
export function readVerifierKey(text: string, sha256: Sha256): VerifierKey | null {
  const [, name, keyId, blob] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(blob ?? '');
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== algorithm) return null;
  const key = toVerifierKey(name, bytes.subarray(1), sha256);
  return key.keyId === keyId ? key : null;
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}

/** With padding. Source: RFC 4648 section 4. */
function toBase64(bytes: Uint8Array): string {
  const text = toBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return fromBase64url(text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'));
}
