import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../server/config/load-config.ts';
import { generateStudents } from '../../../server/demo/demo-students.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** A certificate as a student gets it: the PDF from the server, its page as pictures, the link in its code. */
export type DemoCertificate = {
  readonly sbd: string;
  readonly name: string;
  readonly pdf: Buffer;
  readonly png: Buffer;
  readonly jpeg: Buffer;
  readonly link: string;
};

/** Downloads the first certificate of the demo center, and has it drawn and read by other people's programs. */
export async function downloadDemoCertificate(origin: string): Promise<DemoCertificate> {
  const config = loadConfig(join(root, 'resources', 'demo', 'cert.config.json'));
  for (const row of generateStudents({ config, count: 1200, seed: 2026 })) {
    const subject = config.subjects.find(({ db_col: column }) => row[column]);
    if (!subject) continue;
    const student = { sbd: row['sbd'] ?? '', name: row['full_name'] ?? '', dob: row['dob'] ?? '' };
    const which = { round_id: config.rounds[0]?.id, subject_code: subject.code };
    const answer = await post(origin, '/api/download', { ...student, ...which, ...(await solvedCaptcha(origin)) });
    const pdf = Buffer.from(await answer.arrayBuffer());
    return { sbd: student.sbd, name: student.name, pdf, ...draw(pdf) };
  }
  throw new Error('no demo student has a certificate');
}

async function solvedCaptcha(origin: string) {
  const asked = (await (await post(origin, '/api/captcha', {})).json()) as { id: string; question: string };
  const [, a, operator, b] = /^(\d+) ([-+×]) (\d+) = \?$/.exec(asked.question) ?? [];
  const [left, right] = [Number(a), Number(b)];
  const answer = operator === '+' ? left + right : operator === '-' ? left - right : left * right;
  return { captcha_id: asked.id, captcha_answer: answer };
}

async function post(origin: string, path: string, body: object): Promise<Response> {
  const answer = await fetch(origin + path, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

function draw(pdf: Buffer): Pick<DemoCertificate, 'png' | 'jpeg' | 'link'> {
  const folder = mkdtempSync(join(tmpdir(), 'lvt-page-'));
  try {
    const page = join(folder, 'page');
    writeFileSync(`${page}.pdf`, pdf);
    execFileSync('pdftoppm', ['-r', '200', '-png', '-singlefile', `${page}.pdf`, page]);
    // The corner with the code, as it is held before a camera.
    const corner = ['-x', '100', '-y', '1000', '-W', '640', '-H', '480'];
    execFileSync('pdftoppm', ['-r', '200', '-jpeg', '-singlefile', ...corner, `${page}.pdf`, page]);
    const link = execFileSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', `${page}.png`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return { png: readFileSync(`${page}.png`), jpeg: readFileSync(`${page}.jpg`), link: link.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
