import { createDecoding, findEncoding } from './decode-text.ts';
import type { FileBytes } from './file-bytes.ts';
import { decodeLegacy } from './legacy-text.ts';
import { limits, type Encoding, type ListFile, type Merge, type RawRow } from './rows.ts';
import { unescapeXml } from './xml-text.ts';

/** The tables of an HTML file that calls itself .xls, one below the other as a spreadsheet would show them. */
export function readHtml(file: FileBytes, asked: Encoding | null): ListFile {
  const bytes = file.read(0, file.size);
  const encoding = asked ?? findEncoding(bytes);
  const decoded = createDecoding(encoding).decode(bytes, true);
  const html = encoding === 'tcvn3' || encoding === 'vni' ? decodeLegacy(decoded, encoding) : decoded;
  const merges: Merge[] = [];
  const rows = Array.from(tableRows(html.replace(/<!--[\s\S]*?-->/g, ''), merges));
  const layout = { hiddenColumns: new Set<number>(), merges };
  const sheet = { name: '', isHidden: false, layout: () => layout, rows: () => rows };
  return {
    format: 'html',
    encoding,
    delimiter: null,
    is1904: false,
    sheets: [sheet],
    activeSheet: 0,
    close: file.close,
  };
}

type Held = { left: number; readonly text: string };

function* tableRows(html: string, merges: Merge[]): Generator<RawRow> {
  const held = new Map<number, Held>();
  let number = 0;
  for (const [, row = ''] of html.matchAll(/<tr[\s>]([\s\S]*?)(?=<\/tr\s*>|<tr[\s>]|<\/table|$)/gi)) {
    number += 1;
    const cells: string[] = [];
    takeHeld(cells, held);
    for (const [, tag = '', inside = ''] of row.matchAll(
      /<t[dh]((?:\s[^>]*)?)>([\s\S]*?)(?=<\/t[dh]\s*>|<t[dh][\s>]|$)/gi,
    )) {
      placeCell(cells, held, { text: plainText(inside), width: span(tag, 'colspan'), height: span(tag, 'rowspan') });
      const width = span(tag, 'colspan');
      if (width > 1) merges.push({ top: number, bottom: number, left: cells.length - width, right: cells.length - 1 });
      takeHeld(cells, held);
      if (cells.length > limits.columns) break;
    }
    yield { number, cells: cells.slice(0, limits.columns) };
  }
}

function placeCell(
  cells: string[],
  held: Map<number, Held>,
  cell: { text: string; width: number; height: number },
): void {
  for (let index = 0; index < cell.width; index += 1) {
    const text = index === 0 ? cell.text : '';
    if (cell.height > 1) held.set(cells.length, { left: cell.height - 1, text });
    cells.push(text);
  }
}

/** Cells of earlier rows that reach down into this one. */
function takeHeld(cells: string[], held: Map<number, Held>): void {
  for (let above = held.get(cells.length); above !== undefined; above = held.get(cells.length)) {
    above.left -= 1;
    if (above.left === 0) held.delete(cells.length);
    cells.push(above.text);
  }
}

function span(tag: string, name: string): number {
  const [, stated = '1'] = new RegExp(`\\s${name}\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(tag) ?? [];
  return Math.min(Math.max(1, Number(stated)), limits.columns);
}

function plainText(inside: string): string {
  return unescapeXml(inside.replace(/<br\s*\/?>/gi, ' ').replace(/<[^>]*>/g, '')).trim();
}
