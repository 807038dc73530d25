import { sha256 } from '@noble/hashes/sha2.js';
import { toBigInt, toHex, type RsaPublicKey } from './rsa-key.ts';

const hashLength = 32;
const trailer = 0xbc;

/**
 * RSASSA-PSS with SHA-256 and MGF1-SHA-256, any length of salt. Our own, because pages served over plain HTTP have no
 * `crypto.subtle`; it works on public values alone, so its timing tells nothing.
 * Source: RFC 8017 sections 8.1.2 and 9.1.2.
 */
export function verifyPss(key: RsaPublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== Math.ceil(key.bits / 8)) return false;
  const representative = toBigInt(signature);
  if (representative >= key.modulus) return false;
  const encodedBits = key.bits - 1;
  const encoded = toBytes(power(representative, key.exponent, key.modulus), Math.ceil(encodedBits / 8));
  return encoded !== null && isPssEncoding(encoded, encodedBits, sha256(message));
}

function isPssEncoding(encoded: Uint8Array, encodedBits: number, messageHash: Uint8Array): boolean {
  if (encoded.length < hashLength * 2 + 2 || encoded.at(-1) !== trailer) return false;
  const split = encoded.length - hashLength - 1;
  const hash = encoded.subarray(split, -1);
  const unusedBits = 8 * encoded.length - encodedBits;
  const usedMask = 0xff >> unusedBits;
  if (((encoded[0] ?? 0) & ~usedMask) !== 0) return false;

  const block = unmask(encoded.subarray(0, split), hash);
  block[0] = (block[0] ?? 0) & usedMask;
  const one = block.findIndex((byte) => byte !== 0);
  if (one < 0 || block[one] !== 1) return false;

  const salt = block.subarray(one + 1);
  const input = new Uint8Array(8 + hashLength + salt.length);
  input.set(messageHash, 8);
  input.set(salt, 8 + hashLength);
  return isSame(sha256(input), hash);
}

/** XOR with MGF1 of the seed. Source: RFC 8017 appendix B.2.1. */
function unmask(masked: Uint8Array, seed: Uint8Array): Uint8Array {
  const block = new Uint8Array(masked.length);
  const input = new Uint8Array(seed.length + 4);
  input.set(seed);
  const counter = new DataView(input.buffer, seed.length);
  for (let at = 0, round = 0; at < masked.length; at += hashLength, round += 1) {
    counter.setUint32(0, round);
    const mask = sha256(input);
    for (let i = at; i < Math.min(at + hashLength, masked.length); i += 1) {
      block[i] = (masked[i] ?? 0) ^ (mask[i - at] ?? 0);
    }
  }
  return block;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Big-endian, exactly so many bytes; null where the number is longer. */
function toBytes(value: bigint, length: number): Uint8Array | null {
  const hex = value.toString(16).padStart(length * 2, '0');
  if (hex.length > length * 2) return null;
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return toHex(left) === toHex(right);
}
