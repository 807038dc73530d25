import { fromBase64url, toBase64url } from './base64url.ts';

/** What a printed code says. It names no one: the registration number is the only tie to a person. */
export type QrPayload = {
  readonly project_slug: string;
  readonly round_id: string;
  readonly subject_code: string;
  readonly result: string;
  readonly sbd: string;
  /** Unix seconds. */
  readonly issued_at: number;
};

/** A blob taken apart. The signature is not yet checked: the payload is a claim. */
export type ReadQr =
  | { readonly ok: true; readonly payload: QrPayload; readonly signed: Uint8Array; readonly signature: Uint8Array }
  | { readonly ok: false; readonly code: 'qr.missing' | 'qr.malformed'; readonly reason: string };

/** A code that was read but does not hold. */
export type QrProblem = {
  readonly code: 'qr.other-project' | 'qr.expired' | 'qr.from-the-future';
  readonly reason: string;
};

/** Longest blob that is looked at, in characters. */
const blobMaxLength = 4096;
const clockSkewSeconds = 60;

type Codec = {
  readonly encode: (payload: QrPayload) => string;
  readonly decode: (members: Members) => QrPayload | string;
};
type Members = Readonly<Record<string, unknown>>;

const textFields = ['project_slug', 'result', 'round_id', 'sbd', 'subject_code'] as const;

/** The first form of the payload: six members, no version among them. Source: upstream qr/codec.py. */
const firstForm: Codec = {
  // The keys stand in sorted order.
  encode: ({ issued_at, project_slug, result, round_id, sbd, subject_code }) =>
    `{"issued_at":${issued_at},"project_slug":${quote(project_slug)},"result":${quote(result)},` +
    `"round_id":${quote(round_id)},"sbd":${quote(sbd)},"subject_code":${quote(subject_code)}}`,
  decode: (members) => {
    const [project_slug, result, round_id, sbd, subject_code] = textFields.map((field) => members[field]);
    const { issued_at } = members;
    if (typeof issued_at !== 'number' || !Number.isSafeInteger(issued_at)) return "'issued_at' must be an integer";
    if (typeof project_slug !== 'string') return "'project_slug' must be text";
    if (typeof result !== 'string') return "'result' must be text";
    if (typeof round_id !== 'string') return "'round_id' must be text";
    if (typeof sbd !== 'string') return "'sbd' must be text";
    if (typeof subject_code !== 'string') return "'subject_code' must be text";
    return { project_slug, round_id, subject_code, result, sbd, issued_at };
  },
};

/**
 * The text that is signed: JSON with sorted keys and no spaces, every character above U+007E as `\uXXXX` in UTF-16
 * units, so its characters are its bytes. Source: upstream qr/codec.py.
 */
export function toCanonicalJson(payload: QrPayload): string {
  return firstForm.encode(payload);
}

/** `base64url(canonical) "." base64url(signature)`. */
export function toBlob(canonicalJson: string, signature: Uint8Array): string {
  return `${toBase64url(asciiBytes(canonicalJson))}.${toBase64url(signature)}`;
}

/**
 * Takes a blob apart at its first dot. One certificate has one blob: other spellings of the base64url or of the JSON
 * are malformed, though upstream reads them. Reasons are the wire's texts.
 */
export function readBlob(blob: string | null | undefined): ReadQr {
  if (!blob) {
    return { ok: false, code: 'qr.missing', reason: 'missing QR payload' };
  }
  if (blob.length > blobMaxLength) return malformed(`longer than ${blobMaxLength} characters`);
  const dot = blob.indexOf('.');
  if (dot < 0) return malformed('no dot between payload and signature');
  const signed = fromBase64url(blob.slice(0, dot));
  const signature = fromBase64url(blob.slice(dot + 1));
  if (!signed?.length) return malformed('payload is not base64url');
  if (!signature?.length) return malformed('signature is not base64url');

  const text = String.fromCharCode(...signed);
  const payload = decode(text);
  if (typeof payload === 'string') return malformed(payload);
  if (toCanonicalJson(payload) !== text) return malformed('payload is not in its canonical form');
  return { ok: true, payload, signed, signature };
}

/** The address a code carries. */
export function toCheckerUrl(publicBaseUrl: string, blob: string): string {
  return `${publicBaseUrl}/certificate-checker?blob=${blob}`;
}

/** A code of another center; null where it is this one's. */
export function findOtherProject({ project_slug }: QrPayload, slug: string): QrProblem | null {
  if (project_slug === slug) return null;
  const reason = `project mismatch: QR claims '${project_slug}', this portal is '${slug}'`;
  return { code: 'qr.other-project', reason };
}

/** Too old, or ahead of the clock by more than a minute. Unix seconds; an age limit of 0 means that age is not looked at. */
export function findAgeProblem({ issued_at }: QrPayload, now: number, maxAgeSeconds: number): QrProblem | null {
  if (maxAgeSeconds <= 0) return null;
  const age = now - issued_at;
  if (age > maxAgeSeconds) {
    return { code: 'qr.expired', reason: `certificate expired (${age}s old > ${maxAgeSeconds}s)` };
  }
  if (age < -clockSkewSeconds) {
    const reason = 'certificate issued in the future; clock skew or forged timestamp';
    return { code: 'qr.from-the-future', reason };
  }
  return null;
}

function malformed(why: string): ReadQr {
  return { ok: false, code: 'qr.malformed', reason: `malformed QR payload: ${why}` };
}

function decode(text: string): QrPayload | string {
  let members: unknown;
  try {
    members = JSON.parse(text);
  } catch {
    // What the parser says of it helps nobody: the bytes are a stranger's.
    return 'payload is not JSON';
  }
  if (typeof members !== 'object' || members === null || Array.isArray(members)) return 'payload is not a JSON object';
  return firstForm.decode(members as Members);
}

function quote(text: string): string {
  const quoted = JSON.stringify(text);
  return /[^ -~]/.test(quoted) ? quoted.replace(/[^ -~]/g, toEscape) : quoted;
}

function toEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
