/** Bytes put one after another; `take` hands them out and begins anew behind them. */
export type ByteWriter = ReturnType<typeof createByteWriter>;

/** Many small results share one piece of memory: a buffer of its own for each costs more than filling it. */
export function createByteWriter(slabBytes = 256 * 1024) {
  let buffer = Buffer.allocUnsafeSlow(slabBytes);
  let start = 0;
  let end = 0;

  /** Room for so many further bytes; the buffer to fill from `position()` on. Then `advance`. */
  function reserve(bytes: number): Buffer {
    if (end + bytes > buffer.length) {
      const fresh = Buffer.allocUnsafeSlow(Math.max(slabBytes, (end - start + bytes) * 2));
      buffer.copy(fresh, 0, start, end);
      buffer = fresh;
      end -= start;
      start = 0;
    }
    return buffer;
  }
  function advance(bytes: number): void {
    end += bytes;
  }
  /** Characters up to U+00FF, a byte each. */
  function text(latin1: string): void {
    reserve(latin1.length).write(latin1, end, 'latin1');
    end += latin1.length;
  }
  function bytes(part: Uint8Array): void {
    reserve(part.length).set(part, end);
    end += part.length;
  }
  function take(): Buffer {
    const taken = buffer.subarray(start, end);
    start = end;
    return taken;
  }
  /** Begins anew, whatever an earlier failure left behind. */
  function reset(): void {
    end = start;
  }

  return { reserve, advance, text, bytes, take, reset, length: () => end - start, position: () => end };
}
