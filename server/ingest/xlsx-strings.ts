import { unescapeCell } from './xml-text.ts';

/** The shared strings of a workbook in their order. Rich runs are joined, reading aids (`rPh`) left out. */
export function readSharedStrings(xml: Buffer): readonly string[] {
  const strings: string[] = [];
  for (const item of elements(xml, 'si')) strings.push(detach(richText(item)));
  return strings;
}

/** A copy of its own: a slice would keep the whole window it was cut from in memory. */
function detach(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

/** All `<t>` of one string item, whatever their prefix. Source: ECMA-376 part 1, 18.4.8 (si). */
export function richText(item: string): string {
  const spoken = item.includes('rPh') ? item.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '') : item;
  let text = '';
  for (const [, part] of spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</g)) text += part ?? '';
  return unescapeCell(text);
}

const windowBytes = 512 * 1024;

/**
 * The elements of one name in a part, each as text from its start tag to its end, decoded window by window so that the
 * part is never one string. Elements of that name must not be nested; a prefix is found at the first of them.
 */
export function* elements(xml: Buffer, name: string): Generator<string> {
  const prefix = findPrefix(xml, name);
  const open = `<${prefix}${name}`;
  const close = `</${prefix}${name}>`;
  let start = 0;
  let window = windowBytes;
  while (start < xml.length) {
    const isLast = start + window >= xml.length;
    const cut = isLast ? xml.length - start : xml.subarray(start, start + window).lastIndexOf(close) + close.length;
    if (!isLast && cut < close.length) {
      window *= 2;
      continue;
    }
    yield* elementsOf(xml.toString('utf8', start, start + cut), open, close);
    start += cut;
    window = windowBytes;
  }
}

function* elementsOf(text: string, open: string, close: string): Generator<string> {
  let at = text.indexOf(open);
  while (at !== -1) {
    let next: number | null = at + open.length;
    if (endsName(text.charCodeAt(next))) {
      next = elementEnd(text, at, close);
      if (next === null) return;
      yield text.slice(at, next);
    }
    at = text.indexOf(open, next);
  }
}

/** Behind the end of the element whose start tag is at `at`; null where it is cut off. */
function elementEnd(text: string, at: number, close: string): number | null {
  const tagEnd = text.indexOf('>', at);
  if (tagEnd === -1) return null;
  if (text.charCodeAt(tagEnd - 1) === 47) return tagEnd + 1;
  const end = text.indexOf(close, tagEnd);
  return end === -1 ? null : end + close.length;
}

/** Space, `>`, `/` and line ends: what may follow the name in a start tag. */
function endsName(code: number): boolean {
  return code <= 32 || code === 62 || code === 47;
}

function findPrefix(xml: Buffer, name: string): string {
  const head = xml.toString('latin1', 0, 200_000);
  return new RegExp(`<((?:[\\w.-]+:)?)${name}[\\s/>]`).exec(head)?.[1] ?? '';
}
