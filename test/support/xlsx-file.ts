import { zipFile, type ZipPart } from './zip-file.ts';

/** A cell as a test writes it: text, number, or one of the special kinds. */
export type CellSpec =
  | string
  | number
  | boolean
  | null
  | { readonly date: number }
  | { readonly number: number; readonly format: string }
  | { readonly error: string }
  | { readonly formula: string; readonly text: string }
  | { readonly inline: string }
  | { readonly rich: readonly string[] };

export type SheetSpec = {
  readonly name: string;
  readonly rows: readonly (readonly CellSpec[])[];
  readonly state?: 'hidden' | 'veryHidden';
  readonly hiddenColumns?: readonly number[];
  readonly merges?: readonly string[];
};

export type BookSpec = {
  readonly sheets: readonly SheetSpec[];
  readonly activeTab?: number;
  readonly date1904?: boolean;
  readonly extraParts?: readonly ZipPart[];
};

/** The bytes of a workbook as a spreadsheet program writes it: shared strings, styles, relationships. */
export function xlsxFile({ sheets, activeTab = 0, date1904 = false, extraParts = [] }: BookSpec): Buffer {
  const strings = new Map<string, number>();
  const formats = new Map<string, number>([['dd/mm/yyyy', 1]]);
  const parts = sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    content: sheetXml(sheet, strings, formats),
  }));
  const tags = sheets
    .map(
      ({ name, state }, index) =>
        `<sheet name="${escape(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
    )
    .join('');
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const relations = [
    ...sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
    relation('rIdS', 'sharedStrings', 'sharedStrings.xml'),
    relation('rIdF', 'styles', 'styles.xml'),
  ];
  return zipFile([
    {
      name: '_rels/.rels',
      content: `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr${date1904 ? ' date1904="1"' : ''}/><bookViews><workbookView activeTab="${activeTab}"/></bookViews><sheets>${tags}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations.join('')}</Relationships>` },
    { name: 'xl/sharedStrings.xml', content: `<sst>${Array.from(strings.keys()).join('')}</sst>` },
    { name: 'xl/styles.xml', content: stylesXml(formats) },
    ...parts,
    ...extraParts,
  ]);
}

function sheetXml(sheet: SheetSpec, strings: Map<string, number>, formats: Map<string, number>): string {
  const rows = sheet.rows.map((cells, index) => {
    const written = cells.map((cell, column) => cellXml(cell, `${letters(column)}${index + 1}`, strings, formats));
    return `<row r="${index + 1}">${written.join('')}</row>`;
  });
  const hidden = (sheet.hiddenColumns ?? []).map(
    (column) => `<col min="${column + 1}" max="${column + 1}" hidden="1"/>`,
  );
  const merges = (sheet.merges ?? []).map((reference) => `<mergeCell ref="${reference}"/>`);
  return `<?xml version="1.0"?><worksheet>${hidden.length > 0 ? `<cols>${hidden.join('')}</cols>` : ''}<sheetData>${rows.join('')}</sheetData>${merges.length > 0 ? `<mergeCells>${merges.join('')}</mergeCells>` : ''}</worksheet>`;
}

function cellXml(cell: CellSpec, place: string, strings: Map<string, number>, formats: Map<string, number>): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return sharedXml(place, `<t xml:space="preserve">${escape(cell)}</t>`, strings);
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (!('rich' in cell)) return specialXml(cell, place, formats);
  return sharedXml(place, cell.rich.map((run) => `<r><rPr><b/></rPr><t>${escape(run)}</t></r>`).join(''), strings);
}

function sharedXml(place: string, item: string, strings: Map<string, number>): string {
  return `<c r="${place}" t="s"><v>${indexOf(strings, `<si>${item}</si>`)}</v></c>`;
}

type SpecialCell = Exclude<CellSpec, string | number | boolean | null | { readonly rich: readonly string[] }>;

function specialXml(cell: SpecialCell, place: string, formats: Map<string, number>): string {
  if ('date' in cell) return `<c r="${place}" s="1"><v>${cell.date}</v></c>`;
  if ('error' in cell) return `<c r="${place}" t="e"><v>${cell.error}</v></c>`;
  if ('inline' in cell) return `<c r="${place}" t="inlineStr"><is><t>${escape(cell.inline)}</t></is></c>`;
  if ('formula' in cell) return `<c r="${place}" t="str"><f>${escape(cell.formula)}</f><v>${escape(cell.text)}</v></c>`;
  const style = formats.get(cell.format) ?? formats.size + 1;
  formats.set(cell.format, style);
  return `<c r="${place}" s="${style}"><v>${cell.number}</v></c>`;
}

function stylesXml(formats: ReadonlyMap<string, number>): string {
  const codes = Array.from(
    formats,
    ([code, style]) => `<numFmt numFmtId="${163 + style}" formatCode="${escape(code)}"/>`,
  );
  const styles = Array.from(formats.values(), (style) => `<xf numFmtId="${163 + style}" applyNumberFormat="1"/>`);
  return `<styleSheet><numFmts>${codes.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`;
}

function indexOf(strings: Map<string, number>, item: string): number {
  const index = strings.get(item) ?? strings.size;
  strings.set(item, index);
  return index;
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
