import { Refusal } from '../refusal.ts';
import type { FileBytes } from './file-bytes.ts';
import type { ListFile, Sheet } from './rows.ts';
import { readFormats } from './xlsx-formats.ts';
import { readLayout, sheetRows, type Workbook } from './xlsx-sheet.ts';
import { readSharedStrings } from './xlsx-strings.ts';
import { attribute, startTags } from './xml-text.ts';
import { openZip, type ZipParts } from './zip-directory.ts';

/** A workbook (.xlsx, .xlsm). Parts are inflated one at a time; macros, links and formulas are never looked at. */
export function readXlsx(file: FileBytes): ListFile {
  const zip = openZip(file);
  const workbookPath = findWorkbook(zip);
  const book = textPart(zip, workbookPath);
  const is1904 = Array.from(startTags(book, 'workbookPr')).some((tag) =>
    /^(1|true)$/.test(attribute(tag, 'date1904') ?? ''),
  );
  const targets = readTargets(zip, workbookPath);
  const shared = lazily((): Workbook => readShared(zip, targets, is1904));
  const part = keepLast((path: string) => readPart(zip, path));
  const sheets = Array.from(startTags(book, 'sheet')).flatMap((tag): Sheet[] => {
    const target = targets.get(attributeOfAnyPrefix(tag, 'id') ?? '');
    if (target === undefined || !target.type.endsWith('/worksheet') || !zip.names.has(target.path)) return [];
    const layout = lazily(() => readLayout(part(target.path)));
    return [
      {
        name: attribute(tag, 'name') ?? '',
        isHidden: /hidden/i.test(attribute(tag, 'state') ?? ''),
        layout,
        rows: () => sheetRows(part(target.path), shared(), layout().merges),
      },
    ];
  });
  if (sheets.length === 0) throw new Refusal('invalid', 'ingest.no-sheet', 'the workbook has no sheet');
  const open = Array.from(startTags(book, 'workbookView'), (tag) => Number(attribute(tag, 'activeTab') ?? 0));
  const activeSheet = Math.min(open[0] ?? 0, sheets.length - 1);
  return { format: 'xlsx', encoding: null, delimiter: null, is1904, sheets, activeSheet, close: file.close };
}

type Target = { readonly path: string; readonly type: string };

function findWorkbook(zip: ZipParts): string {
  if (zip.names.has('_rels/.rels')) {
    for (const tag of startTags(textPart(zip, '_rels/.rels'), 'Relationship')) {
      const path = (attribute(tag, 'Target') ?? '').replace(/^\//, '');
      if ((attribute(tag, 'Type') ?? '').endsWith('/officeDocument') && zip.names.has(path)) return path;
    }
  }
  if (zip.names.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new Refusal('invalid', 'ingest.no-workbook', 'the zip file holds no workbook');
}

/** Parts that the workbook names, by relationship id. Source: ECMA-376 part 2, 9.3. */
function readTargets(zip: ZipParts, workbookPath: string): ReadonlyMap<string, Target> {
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1);
  const relations = `${folder}_rels/${workbookPath.slice(folder.length)}.rels`;
  const targets = new Map<string, Target>();
  for (const tag of startTags(textPart(zip, relations), 'Relationship')) {
    const stated = attribute(tag, 'Target') ?? '';
    const path = stated.startsWith('/') ? stated.slice(1) : folder + stated.replace(/^\.\//, '');
    targets.set(attribute(tag, 'Id') ?? '', { path, type: attribute(tag, 'Type') ?? '' });
  }
  return targets;
}

function readShared(zip: ZipParts, targets: ReadonlyMap<string, Target>, is1904: boolean): Workbook {
  const pathOf = (type: string) => Array.from(targets.values()).find((target) => target.type.endsWith(type))?.path;
  const strings = pathOf('/sharedStrings');
  const styles = pathOf('/styles');
  return {
    strings: strings !== undefined && zip.names.has(strings) ? readSharedStrings(readPart(zip, strings)) : () => '',
    formats: styles !== undefined && zip.names.has(styles) ? readFormats(textPart(zip, styles)) : [],
    is1904,
  };
}

function attributeOfAnyPrefix(tag: string, name: string): string | null {
  return /(?:^|\s)\w+:(\w+)\s*=/.test(tag) ? attribute(tag.replace(/(\s)\w+:(\w+\s*=)/g, '$1$2'), name) : null;
}

function textPart(zip: ZipParts, path: string): string {
  return readPart(zip, path).toString('utf8');
}

/** Refuses parts that are not there, that define entities, and that are no UTF-8. */
function readPart(zip: ZipParts, path: string): Buffer {
  const content = zip.read(path);
  if (content === null) {
    throw new Refusal('invalid', 'ingest.broken-zip', `the workbook is damaged: ${path} is missing`, { why: path });
  }
  const head = content.toString('latin1', 0, 1000);
  if (head.includes('<!DOCTYPE') || head.includes('\0')) {
    throw new Refusal('invalid', 'ingest.broken-zip', `the workbook is damaged: ${path} is no plain UTF-8 XML`, {
      why: path,
    });
  }
  return content;
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The last sheet stays unpacked, so that looking for its head and reading it costs one inflation. */
function keepLast(read: (path: string) => Buffer): (path: string) => Buffer {
  let last: { readonly path: string; readonly content: Buffer } | null = null;
  return (path) => {
    if (last?.path !== path) {
      last = null;
      last = { path, content: read(path) };
    }
    return last.content;
  };
}
