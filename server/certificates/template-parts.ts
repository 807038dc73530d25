import {
  ParseSpeeds,
  PDFArray,
  PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  type PDFObject,
  type PDFPageLeaf,
} from 'pdf-lib';
import { toPdfNumber } from './pdf-text.ts';
import { serialiseObjects } from './template-bytes.ts';
import type { TemplatePage } from './template-page.ts';

/** What makes a template unusable, in words for staff. */
export class TemplateProblem extends Error {}

const templateMaxPages = 200;

/** Opens a template; one that is locked only against changes opens too. Throws `TemplateProblem`. */
export async function openTemplate(content: Uint8Array): Promise<PDFDocument> {
  const { pdf, pages } = await load(content).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(why)) throw new TemplateProblem('is locked with a password');
    throw new TemplateProblem(`is no PDF that can be read (${why.slice(0, 200)})`);
  });
  if (pages > templateMaxPages) throw new TemplateProblem(`has ${pages} pages, more than ${templateMaxPages}`);
  return pdf;
}

async function load(content: Uint8Array): Promise<{ pdf: PDFDocument; pages: number }> {
  const options = { parseSpeed: ParseSpeeds.Fastest, updateMetadata: false, password: '' };
  const pdf = await PDFDocument.load(content, options);
  return { pdf, pages: pdf.getPageCount() };
}

/** The page by its number from 1. Throws `TemplateProblem` where there is none. */
export function requirePage(pdf: PDFDocument, number: number): PDFPageLeaf {
  const pages = pdf.getPageCount();
  if (number > pages) throw new TemplateProblem(`has no page ${number}, only ${pages}`);
  return pdf.getPage(number - 1).node;
}

/**
 * Takes one page apart: what it inherits written into it, everything it needs in one constant beginning of a file, and
 * the old content between `q` and `Q`. Source: ISO 32000-1 sections 7.5, 7.7.3.
 */
export function takeApart(pdf: PDFDocument, number: number, language: string): TemplatePage {
  const context = PDFContext.create();
  const copier = PDFObjectCopier.for(pdf.context, context);
  const page = copier.copy(flatten(requirePage(pdf, number), pdf.context));
  const layers = pdf.catalog.get(PDFName.of('OCProperties'));
  const layersText = layers ? `/OCProperties ${copier.copy(layers).toString()}` : '';

  const save = context.register(context.stream('q\n')).toString();
  const restore = context.register(context.stream('\nQ\n')).toString();
  const [catalog, pages] = [context.nextRef(), context.nextRef()];
  const objects = context.largestObjectNumber;
  const written = serialiseObjects(context, [
    [pages.objectNumber, `<</Type/Pages/Kids[${objects + 1} 0 R]/Count 1>>`],
    [
      catalog.objectNumber,
      `<</Type/Catalog/Pages ${pages.toString()}/Lang(${language})/ViewerPreferences<</DisplayDocTitle true>>${layersText}>>`,
    ],
  ]);
  const { texts, names } = splitResources(page, context);
  return {
    ...written,
    objects,
    catalog: catalog.objectNumber,
    pageHead:
      `<</Type/Page/Parent ${pages.toString()}${entriesOf(page)}` +
      `/Contents[${[save, ...contentsOf(page, context), restore].join(' ')}`,
    resources: texts,
    names: freeName(names),
    origin: originOf(page, context),
  };
}

const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];
const own = ['Contents', 'UserUnit', 'Group', 'BleedBox', 'TrimBox', 'ArtBox'];

/** The page without its place in the document, its links and its structure: nothing leads to other pages. */
function flatten(leaf: PDFPageLeaf, context: PDFContext): PDFDict {
  const page = context.obj({});
  for (const key of own) copyEntry(leaf.get(PDFName.of(key)), key, page);
  for (const key of inherited) copyEntry(leaf.getInheritableAttribute(PDFName.of(key)), key, page);
  const marks = leaf.lookupMaybe(PDFName.of('Annots'), PDFArray);
  if (marks) {
    const drawn = marks.asArray().flatMap((mark) => drawnMark(context.lookup(mark), context));
    if (drawn.length > 0) page.set(PDFName.of('Annots'), context.obj(drawn));
  }
  return page;
}

function copyEntry(value: PDFObject | undefined, key: string, page: PDFDict): void {
  if (value) page.set(PDFName.of(key), value);
}

/** A mark that has a look of its own (a stamp, a filled form field) stays visible; what it does when clicked goes. */
function drawnMark(mark: PDFObject | undefined, context: PDFContext): PDFDict[] {
  if (!(mark instanceof PDFDict) || !mark.has(PDFName.of('AP'))) return [];
  const drawn = context.obj({});
  for (const key of ['Type', 'Subtype', 'Rect', 'AP', 'AS', 'F']) copyEntry(mark.get(PDFName.of(key)), key, drawn);
  return [drawn];
}

function contentsOf(page: PDFDict, context: PDFContext): string[] {
  const contents = page.get(PDFName.of('Contents'));
  const list = context.lookup(contents);
  if (list instanceof PDFArray) return list.asArray().map(String);
  return contents && list ? [contents.toString()] : [];
}

/** All but what is written apart. */
function entriesOf(page: PDFDict): string {
  const apart = ['Contents', 'Resources'].map((key) => PDFName.of(key));
  return page
    .entries()
    .filter(([key]) => !apart.includes(key))
    .map(([key, value]) => `${key.toString()} ${value.toString()}`)
    .join('');
}

const kinds = { fonts: 'Font', xObjects: 'XObject', graphicsStates: 'ExtGState' } as const;

function splitResources(page: PDFDict, context: PDFContext) {
  const resources = page.lookupMaybe(PDFName.of('Resources'), PDFDict) ?? context.obj({});
  const kind = (key: string) => resources.lookupMaybe(PDFName.of(key), PDFDict)?.entries() ?? [];
  const mixed: string[] = Object.values(kinds);
  const others = resources.entries().filter(([key]) => !mixed.includes(key.decodeText()));
  return {
    texts: {
      others: toEntries(others),
      fonts: toEntries(kind(kinds.fonts)),
      xObjects: toEntries(kind(kinds.xObjects)),
      graphicsStates: toEntries(kind(kinds.graphicsStates)),
    },
    names: mixed.flatMap((key) => kind(key).map(([name]) => name.decodeText())),
  };
}

function toEntries(entries: readonly (readonly [PDFName, PDFObject])[]): string {
  return entries.map(([key, value]) => `${key.toString()} ${value.toString()}`).join('');
}

/** A template may be a certificate that we wrote ourselves. */
function freeName(names: readonly string[]): string {
  let free = 'Lvt';
  while (names.some((name) => name.startsWith(free))) free += 'x';
  return free;
}

function originOf(page: PDFDict, context: PDFContext): { x: number; y: number } {
  const box = page.lookupMaybe(PDFName.of('MediaBox'), PDFArray);
  if (box?.size() !== 4) throw new TemplateProblem('has a page without a size');
  const [x1, y1, x2, y2] = box.asArray().map((value) => numberOf(context.lookup(value)));
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) {
    throw new TemplateProblem('has a page without a size');
  }
  return { x: Number(toPdfNumber(Math.min(x1, x2))), y: Number(toPdfNumber(Math.min(y1, y2))) };
}

function numberOf(value: PDFObject | undefined): number | undefined {
  return value instanceof PDFNumber ? value.asNumber() : undefined;
}
