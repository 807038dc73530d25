/** An RSA public key. `bits` is the length of the modulus. */
export type RsaPublicKey = { readonly modulus: bigint; readonly exponent: bigint; readonly bits: number };

/** DER of OBJECT IDENTIFIER 1.2.840.113549.1.1.1, rsaEncryption. */
const rsaEncryption = '2a864886f70d010101';
/** Shorter keys are no proof today, longer ones would hold up the page. */
const minBits = 2000;
const maxBits = 8192;

const sequence = 0x30;
const objectIdentifier = 0x06;
const bitString = 0x03;
const integer = 0x02;

type Element = { readonly content: Uint8Array; readonly rest: Uint8Array };
const nothing: Element = { content: new Uint8Array(0), rest: new Uint8Array(0) };

/**
 * Reads a SubjectPublicKeyInfo in DER. Null for anything that is not an RSA key of 2,000 to 8,192 bits.
 * Source: RFC 5280 section 4.1, RFC 8017 appendix A.1.1.
 */
export function readRsaPublicKey(der: Uint8Array): RsaPublicKey | null {
  const info = readElement(der, sequence);
  const algorithm = readElement(info.content, sequence);
  const identifier = readElement(algorithm.content, objectIdentifier);
  if (toHex(identifier.content) !== rsaEncryption) return null;
  const bits = readElement(algorithm.rest, bitString);
  if (bits.content[0] !== 0) return null;
  const key = readElement(bits.content.subarray(1), sequence);
  const modulus = readElement(key.content, integer);
  const exponent = readElement(modulus.rest, integer);
  return toKey(toBigInt(modulus.content), toBigInt(exponent.content));
}

/** Big-endian and unsigned. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

function toKey(modulus: bigint, exponent: bigint): RsaPublicKey | null {
  const bits = modulus.toString(2).length;
  if (bits < minBits || bits > maxBits) return null;
  // An even modulus or exponent is no RSA key; a huge exponent only costs time. 2^32 is what Windows takes too.
  if (modulus % 2n === 0n || exponent % 2n === 0n || exponent < 3n || exponent > 0xffffffffn) return null;
  return { modulus, exponent, bits };
}

/** An element that is not there, or is cut, reads as empty: everything inside it then is too. */
function readElement(der: Uint8Array, tag: number): Element {
  const { length, start } = readLength(der);
  if (der[0] !== tag || der.length < start + length) return nothing;
  return { content: der.subarray(start, start + length), rest: der.subarray(start + length) };
}

function readLength(der: Uint8Array): { readonly length: number; readonly start: number } {
  const first = der[1] ?? 0;
  if (first < 0x80) return { length: first, start: 2 };
  const bytes = first & 0x7f;
  const start = 2 + bytes;
  // No key is longer than three bytes can say; 0x80 alone is BER.
  if (bytes === 0 || bytes > 3) return { length: Infinity, start };
  return { length: Number(toBigInt(der.subarray(2, start))), start };
}
