import { Refusal } from '../refusal.ts';
import { findEncoding } from './decode-text.ts';
import { openFileBytes, type FileBytes } from './file-bytes.ts';
import { readCsv } from './read-csv.ts';
import { readHtml } from './read-html.ts';
import { readJson } from './read-json.ts';
import { readXlsx } from './read-xlsx.ts';
import { limits, type Encoding, type ListFile, type ListFormat } from './rows.ts';
import { passworded } from './zip-directory.ts';

/**
 * Opens a list by what it holds, not by its name. Refuses: no such file, empty, too large, old .xls, a password, a
 * damaged workbook, other formats. Close it after use.
 */
export function openList(path: string, asked: Encoding | null): ListFile {
  const file = openFileBytes(path);
  try {
    return readAs(findFormat(file), file, asked);
  } catch (cause) {
    file.close();
    throw cause;
  }
}

function readAs(format: ListFormat, file: FileBytes, asked: Encoding | null): ListFile {
  const limit = format === 'csv' ? limits.csvBytes : limits.fileBytes;
  if (file.size > limit) {
    const message = `the file has ${file.size} bytes, at most ${limit} are read; ${format === 'csv' ? 'split it' : 'save it as CSV'}`;
    throw new Refusal('too-large', 'ingest.file-size', message, { bytes: file.size, limit, format });
  }
  switch (format) {
    case 'xlsx':
      return readXlsx(file);
    case 'json':
      return readJson(file, asked);
    case 'html':
      return readHtml(file, asked);
    case 'csv':
      return readCsv(file, asked);
  }
}

function findFormat(file: FileBytes): ListFormat {
  const head = file.read(0, 4096);
  if (head.length === 0) throw new Refusal('invalid', 'ingest.empty', 'the file is empty');
  const magic = head.toString('hex', 0, 8);
  if (magic.startsWith('504b0304') || magic.startsWith('504b0506')) return zipFormat(head);
  if (magic === 'd0cf11e0a1b11ae1') throw oldWorkbook(file);
  const other = otherFormats.find(([start]) => magic.startsWith(start));
  if (other !== undefined) throw wrongFormat(other[1]);
  if (isBinary(head))
    throw new Refusal('invalid', 'ingest.binary', 'this is no text and no workbook; save it as .xlsx');
  return textFormat(head);
}

/** First bytes, in hex, of what people send under the name of a list. */
const otherFormats: readonly (readonly [string, string])[] = [
  ['25504446', 'PDF'],
  ['ffd8ff', 'JPEG'],
  ['89504e47', 'PNG'],
  ['47494638', 'GIF'],
  ['52617221', 'RAR'],
  ['377abcaf', '7z'],
  ['1f8b', 'GZIP'],
  ['7b5c727466', 'RTF'],
];

/** More than a stray control character, and not every second byte zero as in UTF-16. */
function isBinary(head: Buffer): boolean {
  if (findEncoding(head).startsWith('utf-16')) return false;
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length;
  return controls > 8 && controls > head.length / 50;
}

const notRead: readonly (readonly [RegExp, string])[] = [
  [/^<\?xml[\s\S]*urn:schemas-microsoft-com:office:spreadsheet/i, 'XML'],
  [/^MIME-Version:/i, 'MHTML'],
];

function textFormat(head: Buffer): ListFormat {
  const latin = head.toString('latin1').replace(/\0/g, '');
  const text = latin.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').trimStart();
  for (const [form, format] of notRead) if (form.test(text)) throw wrongFormat(format);
  if (/^[[{]\s*(["{[\]}]|$)/.test(text)) return 'json';
  return /^<(!doctype\s+html|html|head|meta|style|table|div|body|\?xml|!--)/i.test(text) ? 'html' : 'csv';
}

function zipFormat(head: Buffer): ListFormat {
  const start = head.toString('latin1', 30, 120);
  if (start.startsWith('mimetypeapplication/vnd.oasis.opendocument')) throw wrongFormat('ODS');
  return 'xlsx';
}

/** The old container holds either an .xls or an encrypted .xlsx, told apart by a stream's name. Source: MS-OFFCRYPTO 2.3.4.4. */
function oldWorkbook(file: FileBytes): Refusal {
  const container = file.read(0, Math.min(file.size, limits.fileBytes));
  if (container.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return passworded();
  return new Refusal('invalid', 'ingest.old-xls', 'this is an old .xls workbook; save it as .xlsx');
}

function wrongFormat(format: string): Refusal {
  return new Refusal('invalid', 'ingest.wrong-format', `a ${format} file is not read; save it as .xlsx`, { format });
}
