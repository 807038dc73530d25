import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, rgb } from 'pdf-lib';
import { afterAll } from 'vitest';
import { createCertificates, type RenderedPdf } from '../../server/certificates/certificates.ts';
import { createPreparation } from '../../server/certificates/preparation.ts';
import type { Student } from '../../server/students/students.ts';
import { readSbd } from '../../server/values/sbd.ts';
import { writeKeyPair } from '../../server/verify/key-files.ts';
import { createSigningKeys } from '../../server/verify/signing-keys.ts';
import { createVerify } from '../../server/verify/verify.ts';
import { aConfig } from './config-builder.ts';
import { aClock, aFolder, aLog } from './scratch.ts';

/** One for all tests of a file: it starts slowly. */
const preparation = createPreparation();
const fonts = join(import.meta.dirname, '..', '..', 'resources', 'demo', 'assets', 'fonts');

/** One pair for all: making one takes a while. */
const pair = makePair();

async function makePair() {
  const folder = mkdtempSync(join(tmpdir(), 'lvt-test-keys-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const paths = { privatePath: join(folder, 'private.pem'), publicPath: join(folder, 'public.pem') };
  await writeKeyPair({ ...paths, bits: 2048 });
  return paths;
}

/** A template of plain pages, each with a frame; the test changes the document before it is saved. */
export async function aTemplate(pages = 3, change: (pdf: PDFDocument) => void = () => undefined): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) {
    pdf.addPage([842, 595]).drawRectangle({ x: 20, y: 20, width: 802, height: 555, borderColor: rgb(0.2, 0.3, 0.6) });
  }
  change(pdf);
  return pdf.save();
}

/** One page whose picture is noise, so that its file is of about this size whatever packs it. */
export async function aHeavyTemplate(bytes: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  // Start of image, one frame header (100 x 100, three components), noise: enough to be embedded as it is.
  const head = Buffer.from('ffd8ffc00011080064006403011100021101031101', 'hex');
  const image = await pdf.embedJpg(Buffer.concat([head, randomBytes(bytes), Buffer.from('ffd9', 'hex')]));
  pdf.addPage([842, 595]).drawImage(image, { x: 100, y: 100, width: 100, height: 100 });
  return pdf.save();
}

/** Template, fonts and keys, as `startCenter` lays files into its folder. */
export async function certificateFiles() {
  const { privatePath, publicPath } = await pair;
  return {
    'templates/main.pdf': await aTemplate(),
    'fonts/NotoSerif-Regular.ttf': { from: join(fonts, 'NotoSerif-Regular.ttf') },
    'fonts/NotoSerif-Bold.ttf': { from: join(fonts, 'NotoSerif-Bold.ttf') },
    'private_key.pem': { from: privatePath },
    'public_key.pem': { from: publicPath },
  };
}

/** A center folder with template, fonts and keys, and the parts that make and judge its certificates. */
export async function aCertificateCenter(changes: Readonly<Record<string, unknown>> = {}) {
  const root = aFolder();
  for (const folder of ['templates', 'fonts']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'templates', 'main.pdf'), await aTemplate());
  for (const name of ['Regular', 'Bold']) {
    copyFileSync(join(fonts, `NotoSerif-${name}.ttf`), join(root, 'fonts', `NotoSerif-${name}.ttf`));
  }
  const keys = { privatePath: join(root, 'private_key.pem'), publicPath: join(root, 'public_key.pem') };
  copyFileSync((await pair).privatePath, keys.privatePath);
  copyFileSync((await pair).publicPath, keys.publicPath);
  const config = aConfig(changes);
  const [clock, log] = [aClock(), aLog()];
  const signingKeys = createSigningKeys({ config, root, clock, log });
  const publicBaseUrl = () => 'http://192.168.1.20:5000';
  const certificates = createCertificates({ config, root, signingKeys, publicBaseUrl, clock, log, preparation });
  const verify = createVerify({ config, signingKeys, clock });
  return { root, config, clock, log, signingKeys, certificates, verify };
}

/** A student of the round `main` with a first prize in mathematics; the test changes the columns it is about. */
export function aStudentRow(columns: Readonly<Record<string, string>> = {}): Student {
  const row = {
    sbd: 'A001',
    full_name: 'Nguyễn Thị Đào',
    dob: '02-01-2010',
    school: 'THCS Chu Văn An',
    grade: '9A',
    phone: '0912345678',
    ward: 'Phường Tân Định',
    toan: 'Giải Nhất',
    van: '',
    ...columns,
  };
  const read = readSbd(row.sbd);
  if (!read.ok) throw new Error(read.message);
  return { roundId: 'main', sbd: read.sbd, name: row.full_name, dob: row.dob, columns: row };
}

export function toFile({ prefix, tail }: RenderedPdf): Buffer {
  return Buffer.concat([prefix, tail]);
}
