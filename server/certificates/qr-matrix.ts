import { countBits, makeQrVersion, type QrVersion } from './qr-version.ts';

/** A QR code as one bit a module, 1 = dark; rows begin on a byte, the highest bit is the left-most module. */
export type QrBitmap = { readonly size: number; readonly stride: number; readonly bytes: Uint8Array };

/** A version once made, with room for its message and the table of its error correction. */
type Ready = {
  readonly form: QrVersion;
  readonly message: Uint8Array;
  readonly rows: readonly Uint8Array[];
  readonly work: Uint8Array;
};

const longestVersion = 40;

/**
 * Draws QR codes at level M in byte mode with one fixed mask: readers take the mask from the format bits, and trying
 * all eight costs more than everything else. What depends on the version alone is made once. Source: ISO/IEC 18004.
 */
export function createQrEncoder() {
  const versions: (Ready | undefined)[] = [];
  const field = makeField();

  /** Null where the text is longer than a code can hold (2,331 bytes). ASCII only: the bytes are its character codes. */
  function encode(text: string): QrBitmap | null {
    const ready = pick(text.length);
    if (!ready) return null;
    fillMessage(text, ready);
    const { form } = ready;
    const bytes = form.base.slice();
    interleave(ready, (codeword, index) => placeByte(form, bytes, codeword, index));
    return { size: form.size, stride: form.stride, bytes };
  }

  function pick(length: number): Ready | null {
    for (let version = 1; version <= longestVersion; version += 1) {
      const ready = (versions[version] ??= prepare(version));
      if (ready.form.capacity >= length) return ready;
    }
    return null;
  }

  function prepare(version: number): Ready {
    const form = makeQrVersion(version);
    const longestBlock = Math.floor(form.dataCodewords / form.blocks) + 1;
    return {
      form,
      message: new Uint8Array(form.dataCodewords),
      rows: field.multiplesOfGenerator(form.eccPerBlock),
      work: new Uint8Array(form.blocks * (longestBlock + form.eccPerBlock)),
    };
  }

  return { encode };
}

export type QrEncoder = ReturnType<typeof createQrEncoder>;

function fillMessage(text: string, { form, message }: Ready): void {
  // Byte mode is 0100; the length and all that follows stand half a byte off.
  const length = text.length;
  let at = 0;
  let half = 0b0100;
  const push = (byte: number) => {
    message[at] = (half << 4) | (byte >> 4);
    half = byte & 15;
    at += 1;
  };
  if (countBits(form.version) === 16) push(length >> 8);
  push(length & 0xff);
  for (let index = 0; index < length; index += 1) push(text.charCodeAt(index));
  push(0);
  for (let pad = 0xec; at < message.length; pad ^= 0xec ^ 0x11) {
    message[at] = pad;
    at += 1;
  }
}

/** Calls `put` with data, then error correction, each taken in turn from the blocks. Source: ISO/IEC 18004 section 7.6. */
function interleave({ form, message, rows, work }: Ready, put: (codeword: number, index: number) => void): void {
  const { blocks, eccPerBlock, dataCodewords } = form;
  const shortLength = Math.floor(dataCodewords / blocks);
  const shortBlocks = blocks - (dataCodewords % blocks);
  const stride = shortLength + 1 + eccPerBlock;
  const lengthOf = (block: number) => (block < shortBlocks ? shortLength : shortLength + 1);

  for (let block = 0, start = 0; block < blocks; block += 1) {
    const length = lengthOf(block);
    const room = work.subarray(block * stride, block * stride + length + eccPerBlock);
    divide(room, message.subarray(start, start + length), rows);
    for (let column = 0; column < length; column += 1) {
      const isExtra = column === shortLength;
      put(message[start + column] ?? 0, isExtra ? blocks * shortLength + block - shortBlocks : column * blocks + block);
    }
    start += length;
  }
  let index = dataCodewords;
  for (let column = 0; column < eccPerBlock; column += 1) {
    for (let block = 0; block < blocks; block += 1) {
      put(work[block * stride + lengthOf(block) + column] ?? 0, index);
      index += 1;
    }
  }
}

/** Leaves the remainder by the generator polynomial behind the data. */
function divide(work: Uint8Array, data: Uint8Array, rows: readonly Uint8Array[]): void {
  work.set(data);
  work.fill(0, data.length);
  for (let at = 0; at < data.length; at += 1) {
    const row = rows[work[at] ?? 0];
    if (!row) continue;
    for (let index = 0; index < row.length; index += 1) {
      work[at + 1 + index] = (work[at + 1 + index] ?? 0) ^ (row[index] ?? 0);
    }
  }
}

function placeByte({ bitByte, bitMask }: QrVersion, bytes: Uint8Array, codeword: number, index: number): void {
  for (let bit = 0; bit < 8; bit += 1) {
    if ((codeword & (0x80 >> bit)) === 0) continue;
    const at = index * 8 + bit;
    const byte = bitByte[at] ?? 0;
    bytes[byte] = (bytes[byte] ?? 0) ^ (bitMask[at] ?? 0);
  }
}

/** Arithmetic in GF(256) modulo x^8+x^4+x^3+x^2+1. Source: ISO/IEC 18004 section 7.5. */
function makeField() {
  const power = new Uint8Array(255);
  const logarithm = new Uint8Array(256);
  for (let exponent = 0, value = 1; exponent < 255; exponent += 1) {
    power[exponent] = value;
    logarithm[value] = exponent;
    value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
  }
  const times = (one: number, other: number) =>
    one === 0 || other === 0 ? 0 : (power[((logarithm[one] ?? 0) + (logarithm[other] ?? 0)) % 255] ?? 0);

  /** Coefficients below the leading one, highest first. */
  function generator(degree: number): number[] {
    let coefficients = [1];
    for (let root = 0; root < degree; root += 1) {
      const factor = power[root] ?? 0;
      coefficients = [...coefficients, 0].map((value, at) => value ^ times(coefficients[at - 1] ?? 0, factor));
    }
    return coefficients.slice(1);
  }

  /** For each leading byte, what to add to the bytes behind it. */
  function multiplesOfGenerator(degree: number): Uint8Array[] {
    const coefficients = generator(degree);
    return Array.from({ length: 256 }, (_, factor) => Uint8Array.from(coefficients, (value) => times(value, factor)));
  }

  return { multiplesOfGenerator };
}
