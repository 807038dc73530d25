import type { Audit } from '../audit/audit.ts';
import type { Caller } from '../caller.ts';
import type { CertificatePass } from '../captcha/captcha.contract.ts';
import type { Captcha } from '../captcha/captcha.ts';
import type { Certificates, RenderedPdf } from '../certificates/certificates.ts';
import type { Gates } from '../gates/gates.ts';
import { readRequest, Refusal } from '../refusal.ts';
import type { DownloadRequest } from './download.contract.ts';
import { byActor, type Found, type Search } from './search.ts';
import { SearchRequest } from './search.contract.ts';

type Parts = {
  readonly search: Search;
  readonly certificates: Pick<Certificates, 'render'>;
  readonly gates: Gates;
  readonly captcha: Pick<Captcha, 'issuePass'>;
  readonly audit: Audit;
};

/** `pass`: the student's next certificate needs no sum. */
export type Downloaded = RenderedPdf & { readonly pass?: CertificatePass };

export type Download = ReturnType<typeof createDownload>;

/** One certificate as PDF. Source: upstream api/download.py. */
export function createDownload({ search, certificates, gates, captcha, audit }: Parts) {
  /** Refuses for round and subject, lookup gate, download gate, all of a search, no such certificate, in this order. */
  async function asStudent(asked: DownloadRequest, caller: Caller): Promise<Downloaded> {
    requireRoundAndSubject(asked);
    gates.requireOpen('download');
    const found = await search.identify(readRequest(SearchRequest, asked), caller);
    return { ...(await draw(found, asked)), pass: await captcha.issuePass(found[0].sbd) };
  }

  /** For staff of any role: no captcha, limit or gate. Told of in the log once it is drawn. */
  async function asAdmin(asked: DownloadRequest, caller: Caller): Promise<Downloaded> {
    requireRoundAndSubject(asked);
    const { found, actor } = await search.findAsAdmin(readRequest(SearchRequest, asked), caller);
    const answer = await draw(found, asked);
    const metadata = { round_id: asked.round_id, subject_code: asked.subject_code };
    await audit.record({ ...byActor(actor, caller), action: 'admin.download', targetId: found[0].sbd, metadata });
    return answer;
  }

  async function draw(found: Found, { round_id, subject_code }: DownloadRequest): Promise<RenderedPdf> {
    const student = found.find(({ roundId }) => roundId === round_id);
    if (student) return certificates.render(student, round_id, subject_code);
    throw new Refusal('not-found', 'certificate.none', 'no such certificate for this student');
  }

  return { asStudent, asAdmin };
}

function requireRoundAndSubject({ round_id, subject_code }: DownloadRequest): void {
  if (round_id !== '' && subject_code !== '') return;
  throw new Refusal('not-found', 'download.incomplete', 'round_id and subject_code are both required');
}
