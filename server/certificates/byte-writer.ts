/** Bytes put one after another into one buffer that is used again; `take` copies them out. */
export type ByteWriter = ReturnType<typeof createByteWriter>;

export function createByteWriter(initialBytes = 64 * 1024) {
  let buffer = Buffer.allocUnsafe(initialBytes);
  let length = 0;

  /** Room for so many further bytes; the buffer to fill from `length()` on. Then `advance`. */
  function reserve(bytes: number): Buffer {
    if (length + bytes > buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + bytes));
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    return buffer;
  }
  function advance(bytes: number): void {
    length += bytes;
  }
  /** Characters up to U+00FF, a byte each. */
  function text(latin1: string): void {
    reserve(latin1.length).write(latin1, length, 'latin1');
    length += latin1.length;
  }
  function bytes(part: Uint8Array): void {
    reserve(part.length).set(part, length);
    length += part.length;
  }
  function take(): Buffer {
    const copy = Buffer.from(buffer.subarray(0, length));
    length = 0;
    return copy;
  }
  /** Begins anew, whatever an earlier failure left behind. */
  function reset(): void {
    length = 0;
  }

  return { reserve, advance, text, bytes, take, reset, length: () => length };
}
