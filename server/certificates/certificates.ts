import { join } from 'node:path';
import { toUnixSeconds, type Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { Row, Student } from '../students/students.ts';
import { toBlob, toCanonicalJson, toCheckerUrl } from '../values/qr-payload.ts';
import { createResultNames } from '../values/result-name.ts';
import type { ListedCertificate } from './certificates.contract.ts';
import { toFileName } from './file-name.ts';
import { createOverlay, type MissingGlyph, type PlacedLine, type Typefaces } from './overlay.ts';
import { createPageDrawing, type Drawing } from './page-drawing.ts';
import { createPreparation, PreparationProblem, type Preparation, type PreparedPage } from './preparation.ts';
import type { PlacedQr } from './qr-drawing.ts';
import { createQrEncoder } from './qr-matrix.ts';
import { createRenderQueue } from './render-queue.ts';
import { createTemplates } from './templates.ts';
import { createTypefaces } from './typefaces.ts';

/** A certificate as two pieces of one file: the first is shared by all of its page, so it is sent and never copied. */
export type RenderedPdf = { readonly prefix: Buffer; readonly tail: Buffer; readonly fileName: string };

/** Signs the canonical form of a payload. */
export type Signer = { readonly sign: (bytes: Uint8Array) => Promise<Uint8Array> };

type Parts = {
  readonly config: CertConfig;
  /** The center folder; paths of the config start there. */
  readonly root: string;
  readonly signingKeys: Signer;
  readonly publicBaseUrl: () => string;
  readonly clock: Clock;
  /** The least Unix second a certificate of this row may bear. */
  readonly issueNotBefore?: (student: Student) => number;
  readonly log: Log;
  /** Where the PDF library runs; one is made where none is given. */
  readonly preparation?: Preparation;
};

export type Certificates = ReturnType<typeof createCertificates>;

const qrMaxLength = 2000;

export function createCertificates({ config, root, signingKeys, publicBaseUrl, ...parts }: Parts) {
  const { clock, log, preparation = createPreparation(), issueNotBefore = () => 0 } = parts;
  const { project, features, rounds } = config;
  const subjects = config.subjects.map((subject) => ({
    ...subject,
    label: project.locale === 'vi' ? (subject.vi ?? subject.en) : subject.en,
    names: createResultNames(Object.keys(config.results[subject.code] ?? {})),
    pages: new Map(Object.entries(config.results[subject.code] ?? {})),
  }));
  const overlay = createOverlay(config);
  const typefaces = createTypefaces({ config, root, clock, log });
  const templates = createTemplates({ preparation, language: project.locale, clock, log });
  const drawing = createPageDrawing();
  const qrEncoder = createQrEncoder();
  const queue = createRenderQueue({ atOnce: 2, waiting: 32 });

  /** What the student of this row may get, in the order of the subjects. Source: upstream api/search.py. */
  function listFor(student: Student): ListedCertificate[] {
    const round = rounds.find(({ id }) => id === student.roundId);
    if (!round) return [];
    return subjects.flatMap(({ code, label, db_col, names, pages }) => {
      const result = (student.columns[db_col] ?? '').trim();
      const page = result === '' ? undefined : pages.get(names.find(result)?.name ?? '');
      if (page === undefined) return [];
      return [
        {
          round_id: round.id,
          round_label: round.label,
          subject_code: code,
          subject_label: label,
          result_name: result,
          page_number: page,
        },
      ];
    });
  }

  /**
   * The PDF of one certificate. Refuses, in this order: no such certificate, too many at once, a font that cannot be
   * used, a value too long, a character that its font lacks, a template that cannot be used, no key to sign with.
   */
  async function render(student: Student, roundId: string, subjectCode: string): Promise<RenderedPdf> {
    const listed = listFor(student).find((one) => one.round_id === roundId && one.subject_code === subjectCode);
    const round = rounds.find(({ id }) => id === roundId);
    if (!listed || !round) throw new Refusal('not-found', 'certificate.none', 'no such certificate for this student');

    return queue.run(async () => {
      const fonts = typefaces.require(overlay.fonts);
      const lines = overlay.place(student.columns, fonts);
      const prepared = await pageOf(round.pdf, listed.page_number);
      const created = Math.max(toUnixSeconds(clock.now()), issueNotBefore(student));
      const qr = features.qr_verify.enabled ? await signedCode(student, listed, created) : null;
      const title = `${listed.subject_label} · ${listed.result_name} · ${student.name.trim()}`.normalize('NFC');
      const pdf = await draw(prepared, { lines, qr, title, author: project.name, created }, fonts);
      return { ...pdf, fileName: toFileName(`${project.slug}-${roundId}-${subjectCode}-${student.sbd}.pdf`) };
    });

    async function draw(prepared: Prepared, toDraw: Drawing, fonts: Typefaces) {
      const needsLibrary = toDraw.lines.some(({ style }) => fonts.get(style.font)?.font.outlines === null);
      if (prepared.page.way === 'fast' && !needsLibrary) {
        const { page } = prepared.page;
        return { prefix: page.prefix, tail: drawing.draw(page, toDraw, fonts) };
      }
      return { prefix: Buffer.alloc(0), tail: await drawSlowly(prepared, toDraw, fonts) };
    }
  }

  type Prepared = { readonly path: string; readonly number: number; readonly page: PreparedPage };

  async function pageOf(pdf: string, number: number): Promise<Prepared> {
    const path = join(root, pdf);
    return { path, number, page: await templates.get(path, number).catch(refuseTemplate) };
  }

  function drawSlowly({ path, number }: Prepared, toDraw: Drawing, fonts: Typefaces): Promise<Buffer> {
    const files = new Map([...fonts].map(([key, { font }]) => [key, font.content]));
    const job = { page: number, language: project.locale, drawing: toDraw, fonts: files };
    return preparation.draw(path, job).catch(refuseTemplate);
  }

  async function signedCode(student: Student, listed: ListedCertificate, created: number): Promise<PlacedQr> {
    const claim = toCanonicalJson({
      project_slug: project.slug,
      round_id: listed.round_id,
      subject_code: listed.subject_code,
      result: listed.result_name,
      sbd: student.sbd,
      issued_at: created,
    });
    const signature = await signingKeys.sign(Buffer.from(claim, 'latin1'));
    const url = toCheckerUrl(publicBaseUrl(), toBlob(claim, signature));
    const bitmap = url.length <= qrMaxLength ? qrEncoder.encode(url) : null;
    if (!bitmap) {
      throw new Refusal(
        'unprocessable',
        'certificate.qr-too-long',
        `the QR code would need more than ${qrMaxLength} characters`,
      );
    }
    const { x, y, size_pt } = features.qr_verify;
    return { bitmap, x, y, side: size_pt };
  }

  /** Reads fonts and takes apart every page that the config names, so that nobody waits for it; problems are logged. */
  async function prepare(): Promise<void> {
    typefaces.problems();
    for (const { pdf } of rounds) {
      for (const number of new Set(subjects.flatMap(({ pages }) => [...pages.values()]))) {
        // A page that cannot be used is in the log already; the next ones may be whole.
        await templates.get(join(root, pdf), number).catch(() => undefined);
      }
    }
  }

  /** Characters that would make the student's certificates impossible. Refuses as `render` does for fonts and lengths. */
  function missingGlyphs(row: Row): MissingGlyph[] {
    return overlay.findMissing(row, typefaces.require(overlay.fonts));
  }

  /** For `doctor`: what is wrong with fonts and templates, a line each, by their paths in the config. */
  async function problems(): Promise<string[]> {
    const pages = new Set(subjects.flatMap((subject) => [...subject.pages.values()]));
    const found = typefaces.problems();
    for (const { pdf } of rounds) {
      const ofPages: PageProblem[] = [];
      for (const number of pages) {
        const problem = await templates.get(join(root, pdf), number).then(() => null, describeProblem);
        if (problem !== null) ofPages.push({ number, problem });
      }
      found.push(...describePages(pdf, ofPages, pages.size));
    }
    return found;
  }

  return { listFor, render, prepare, missingGlyphs, problems };
}

type PageProblem = { readonly number: number; readonly problem: string };

/** What ails every page alike, such as a missing file, is said once. */
function describePages(pdf: string, found: readonly PageProblem[], pages: number): string[] {
  const [first] = found;
  const isOfFile = first !== undefined && found.length === pages && found.every((one) => one.problem === first.problem);
  if (isOfFile && pages > 1) return [`${pdf}: ${first.problem}`];
  return found.map(({ number, problem }) => `${pdf}, page ${number}: ${problem}`);
}

function describeProblem(error: unknown): string {
  if (error instanceof PreparationProblem) return error.message;
  throw error;
}

function refuseTemplate(error: unknown): never {
  if (!(error instanceof PreparationProblem)) throw error;
  throw new Refusal('unavailable', 'certificate.template', `the template ${error.message}`);
}

export type { MissingGlyph, PlacedLine };
