export type TextRows = ReturnType<typeof createTextRows>;

/** As much as stays in the processor's cache while SQLite reads it. */
const batchBytes = 1 << 16;
/** The type and the length in four bytes. Source: SQLite, jsonb.html section 3. */
const headBytes = 5;
const arrayHead = 0xeb;
/** A text behind a length of one byte, and of four. */
const shortTextHead = 0xca;
const longTextHead = 0xea;
/** A letter takes three bytes at most. */
const shortText = 85;

/**
 * Rows of so many texts gathered into one value for `jsonb_each`: SQLite takes it apart for less than it costs to bind
 * each text. `write` gets each batch that is full; its bytes are used again afterwards.
 */
export function createTextRows(width: number, write: (batch: Buffer) => void) {
  const starts = new Int32Array(width);
  const ends = new Int32Array(width);
  let bytes = Buffer.allocUnsafe(batchBytes * 2);
  let length = headBytes;

  function add(texts: readonly string[]): void {
    if (length > batchBytes) flush();
    reserve(texts);
    const start = length;
    length += headBytes;
    for (let index = 0; index < width; index += 1) put(texts[index] ?? '', index);
    setHead(start);
  }

  function put(text: string, index: number): void {
    const start = length + (text.length <= shortText ? 2 : headBytes);
    const end = writeText(bytes, text, start);
    if (text.length <= shortText) {
      bytes[length] = shortTextHead;
      bytes[length + 1] = end - start;
    } else {
      bytes[length] = longTextHead;
      bytes.writeUInt32BE(end - start, length + 1);
    }
    starts[index] = start;
    ends[index] = end;
    length = end;
  }

  function setHead(start: number): void {
    bytes[start] = arrayHead;
    bytes.writeUInt32BE(length - start - headBytes, start + 1);
  }

  /** Room for the row, however long its texts are. */
  function reserve(texts: readonly string[]): void {
    let room = length + headBytes;
    for (const text of texts) room += headBytes + text.length * 3;
    if (room <= bytes.length) return;
    const larger = Buffer.allocUnsafe(room * 2);
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  }

  /** Hands on what was gathered since the last batch. */
  function flush(): void {
    if (length === headBytes) return;
    setHead(0);
    const batch = bytes.subarray(0, length);
    length = headBytes;
    write(batch);
  }

  /** The row added last, as the bytes of its texts: each from its start to its end. */
  const last = { bytes: () => bytes, starts, ends };
  return { add, flush, last };
}

/** The text in UTF-8; gives the place behind it. Short texts are written letter by letter: a call out costs more. */
function writeText(bytes: Buffer, text: string, start: number): number {
  let at = start;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) {
      bytes[at] = code;
      at += 1;
    } else if (code < 0x800) {
      bytes[at] = 0xc0 | (code >> 6);
      bytes[at + 1] = 0x80 | (code & 63);
      at += 2;
    } else if ((code & 0xf800) === 0xd800) {
      return start + bytes.write(text, start);
    } else {
      bytes[at] = 0xe0 | (code >> 12);
      bytes[at + 1] = 0x80 | ((code >> 6) & 63);
      bytes[at + 2] = 0x80 | (code & 63);
      at += 3;
    }
  }
  return at;
}
