import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { createCertificates } from '../../server/certificates/certificates.ts';
import { readFont } from '../../server/certificates/fonts.ts';
import { createOverlay } from '../../server/certificates/overlay.ts';
import { createTypeface } from '../../server/certificates/typeface.ts';
import { systemClock } from '../../server/clock.ts';
import { CertConfig } from '../../server/config/cert-config.ts';
import { createLog } from '../../server/log.ts';
import type { Student } from '../../server/students/students.ts';
import { readSbd } from '../../server/values/sbd.ts';
import { writeKeyPair } from '../../server/verify/key-files.ts';
import { createSigningKeys } from '../../server/verify/signing-keys.ts';
import { createVerify } from '../../server/verify/verify.ts';
import { comparePair, judge, short, type BenchOptions, type BenchRow } from './measure.ts';
import { drawNaively } from './naive-certificate.ts';
import { readQr } from './read-qr.ts';

const columns = {
  sbd: 'CK0001',
  full_name: 'Nguyễn Thị Minh Khai',
  dob: '02-01-2010',
  school: 'THCS Nguyễn Thị Minh Khai, Quận 3',
  grade: '',
  toan: 'Huy chương Vàng',
};
/** Until the compiler has seen enough of it. */
const warmUps = 2000;
const qrName = 'http://192.168.1.20:5000';

/** Rows 1, 2, 5: one certificate in process, warm, against one signature and against the obvious code. */
export async function benchCertificates({ isQuick, scratch }: BenchOptions): Promise<readonly BenchRow[]> {
  const center = await makeCenter(scratch);
  const { config, signingKeys } = center;
  const student = aStudent();
  const signature = signingKeys.signNow(Buffer.from('x'));
  const signing = createEngine(center, (bytes) => signingKeys.signNow(bytes));
  const unsigned = createEngine(center, () => signature);
  const large = createEngine({ ...center, config: withTemplate(config, 'templates/large.pdf') }, () => signature);

  const render = async (engine: Engine) => engine.render(student, 'chung-ket', 'toan');
  const first = await render(signing);
  const file = Buffer.concat([first.prefix, first.tail]);
  const qrText = await check(file, center);
  for (let count = 0; count < warmUps; count += 1) {
    await render(unsigned);
    await render(large);
  }

  const claim = Buffer.alloc(170, 'a');
  const slices = isQuick ? 3 : 7;
  const times = isQuick ? 200 : 500;
  const sign = { run: () => signingKeys.signNow(claim), times };
  const against = async (run: () => unknown) => comparePair({ ours: { run, times }, reference: sign, slices });
  const naive = naiveJob(center, qrText);
  const judged = (row: string, path: string, referenceName: string) => ({ row, path, referenceName });
  return [
    judge({
      ...judged('1', 'one certificate, warm', 'SIGN'),
      slices: await against(() => render(signing)),
      atMost: 1.5,
    }),
    judge({
      ...judged('1', 'one certificate, times faster than the obvious code', 'NAIVE'),
      slices: await comparePair({
        ours: { run: () => render(signing), times: 50 },
        reference: { run: () => drawNaively(naive), times: 3 },
        slices: isQuick ? 3 : 5,
      }),
      atLeast: 150,
    }),
    judge({
      ...judged('2', 'the same without the signature', 'SIGN'),
      slices: await against(() => render(unsigned)),
      atMost: 0.45,
    }),
    judge({
      ...judged('2', 'the same on a template of 2 MB', 'SIGN'),
      slices: await against(() => render(large)),
      atMost: 0.45,
    }),
    sizeRow(first.tail.length, file.length, (await drawNaively(naive)).length),
  ];
}

function sizeRow(tail: number, whole: number, naive: number): BenchRow {
  return {
    row: '5',
    path: 'size over the template page (4 fields, 2 fonts, QR)',
    ours: `${short(tail / 1024)} KB`,
    reference: `NAIVE ${short((naive - (whole - tail)) / 1024)} KB`,
    ratio: '',
    target: '<= 16 KB',
    met: tail <= 16 * 1024,
    slices: [],
  };
}

type Engine = ReturnType<typeof createCertificates>;
type Center = Awaited<ReturnType<typeof makeCenter>>;

function createEngine(
  { config, root }: Pick<Center, 'config' | 'root'>,
  sign: (bytes: Uint8Array) => Uint8Array,
): Engine {
  const signingKeys = { sign: async (bytes: Uint8Array) => Promise.resolve(sign(bytes)) };
  const log = createLog(console.error, systemClock.now);
  return createCertificates({ config, root, signingKeys, publicBaseUrl: () => qrName, clock: systemClock, log });
}

async function makeCenter(scratch: string) {
  const root = join(scratch, 'certificates');
  cpSync(join(import.meta.dirname, '..', '..', 'resources', 'demo'), root, { recursive: true });
  await writeKeyPair({
    privatePath: join(root, 'private_key.pem'),
    publicPath: join(root, 'public_key.pem'),
    bits: 2048,
  });
  const config = CertConfig.parse(JSON.parse(readFileSync(join(root, 'cert.config.json'), 'utf8')));
  writeFileSync(
    join(root, 'templates', 'large.pdf'),
    await makeLargeTemplate(join(root, 'templates', 'chung-ket.pdf')),
  );
  const log = createLog(console.error, systemClock.now);
  const signingKeys = createSigningKeys({ config, root, clock: systemClock, log });
  return { root, config, signingKeys, verify: createVerify({ config, signingKeys, clock: systemClock }) };
}

/** The demo's template with 2 MB of a photograph's bytes on its first page. */
async function makeLargeTemplate(path: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(readFileSync(path));
  const photo = pdf.context.stream(randomBytes(2 * 1024 * 1024), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 1024,
    Height: 2048,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 8,
  });
  pdf.getPage(0).node.newXObject('Photo', pdf.context.register(photo));
  return pdf.save({ useObjectStreams: false });
}

function withTemplate(config: CertConfig, pdf: string): CertConfig {
  return { ...config, rounds: config.rounds.map((round) => ({ ...round, pdf })) };
}

function naiveJob({ config, root }: Center, qrText: string) {
  const keys = createOverlay(config).fonts;
  const fonts = new Map(keys.map((key) => [key, readFileSync(join(root, config.fonts[key] ?? ''))]));
  const typefaces = new Map(
    [...fonts].map(([key, bytes], index) => [key, createTypeface(key, index, readFont(bytes, key))]),
  );
  const lines = createOverlay(config).place(columns, typefaces);
  const template = readFileSync(join(root, 'templates', 'chung-ket.pdf'));
  return { template, page: 1, fonts, lines, qrText };
}

function aStudent(): Student {
  const read = readSbd(columns.sbd);
  if (!read.ok) throw new Error(read.message);
  return { roundId: 'chung-ket', sbd: read.sbd, name: columns.full_name, dob: columns.dob, columns };
}

/** A fast wrong answer is no result: the text reads back and the code verifies, or the bench ends. */
async function check(file: Buffer, { verify }: Center): Promise<string> {
  const pdf = await getDocument({ data: Uint8Array.from(file), verbosity: 0 }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join('\n');
  for (const value of [columns.full_name, columns.dob, columns.school]) {
    if (!text.includes(value)) throw new Error(`the certificate does not say '${value}'`);
  }
  const qrText = await readQr(file);
  if (!verify.judge({ blob: qrText.split('blob=')[1] ?? '' }).valid) throw new Error('the code does not verify');
  return qrText;
}
