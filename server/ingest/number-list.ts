export type NumberList = ReturnType<typeof createNumberList>;

/** Registration numbers of a list, a line each. As bytes: a million texts would hold on to the rows they were cut from. */
export function createNumberList() {
  let bytes = Buffer.allocUnsafe(1 << 16);
  let length = 0;

  /** A registration number holds ASCII alone. */
  function add(sbd: string): void {
    if (length + sbd.length + 1 > bytes.length) {
      const larger = Buffer.allocUnsafe(bytes.length * 2);
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    length += bytes.write(sbd, length, 'latin1');
    bytes[length] = 10;
    length += 1;
  }

  return { add, lines: () => bytes.subarray(0, length) };
}
