import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** Excel's own limit, the header included. */
export const xlsxMaxRows = 1_048_576;

const rowsPerChunk = 500;
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const fixedParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

type Packed = { readonly name: string; readonly crc: number; readonly size: number; readonly content: Buffer };

/**
 * Writes rows of text as the one sheet of a workbook; the file is there whole or not at all. Rows are taken one by one,
 * only their compressed form is held. Source: ECMA-376 part 1, section 18.3; PKWARE APPNOTE 6.3.
 */
export async function writeXlsx(path: string, rows: Iterable<readonly string[]>): Promise<void> {
  const parts: Packed[] = [];
  for (const [name, xml] of Object.entries(fixedParts)) parts.push(await pack(name, [declaration, xml]));
  parts.push(await pack('xl/worksheets/sheet1.xml', sheetXml(rows)));
  const temporary = `${path}.part`;
  try {
    await pipeline(Readable.from(zip(parts)), createWriteStream(temporary));
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function* sheetXml(rows: Iterable<readonly string[]>): Generator<string> {
  yield `${declaration}<worksheet xmlns="${main}"><sheetData>`;
  let chunk: string[] = [];
  let count = 0;
  for (const row of rows) {
    count += 1;
    if (count > xlsxMaxRows) throw new RangeError(`a sheet holds ${xlsxMaxRows} rows at most`);
    chunk.push(`<row r="${count}">${row.map(cellXml).join('')}</row>`);
    if (chunk.length === rowsPerChunk) {
      yield chunk.join('');
      chunk = [];
    }
  }
  yield `${chunk.join('')}</sheetData></worksheet>`;
}

function cellXml(text: string): string {
  if (text === '') return '<c/>';
  return `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

/** Control characters have no place in XML 1.0 and are left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

async function pack(name: string, chunks: Iterable<string>): Promise<Packed> {
  let crc = 0;
  let size = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const deflated = createDeflateRaw({ level: 6 });
  const [content] = await Promise.all([
    buffer(deflated),
    pipeline(Readable.from(chunks, { objectMode: true }), measured, deflated),
  ]);
  return { name, crc, size, content };
}

function* zip(parts: readonly Packed[]): Generator<Buffer> {
  let offset = 0;
  const directory: Buffer[] = [];
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const common = commonHeader(part, name.length);
    const local = Buffer.concat([signature(0x04034b50), common, name]);
    directory.push(Buffer.concat([signature(0x02014b50), shorts(20), common, centralTail(offset), name]));
    yield local;
    yield part.content;
    offset += local.length + part.content.length;
  }
  const entries = Buffer.concat(directory);
  yield entries;
  yield Buffer.concat([
    signature(0x06054b50),
    shorts(0, 0, parts.length, parts.length),
    longs(entries.length, offset),
    shorts(0),
  ]);
}

/** From "version needed" to "extra field length", which both kinds of headers share. Times are 1980-01-01. */
function commonHeader({ crc, size, content }: Packed, nameLength: number): Buffer {
  return Buffer.concat([shorts(20, 0x0800, 8, 0, 0x21), longs(crc, content.length, size), shorts(nameLength, 0)]);
}

function centralTail(offset: number): Buffer {
  return Buffer.concat([shorts(0, 0, 0), longs(0, offset)]);
}

const signature = (value: number) => longs(value);

function shorts(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
