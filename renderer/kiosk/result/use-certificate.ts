import { useEffect, useEffectEvent, useRef, type Dispatch } from 'react';
import type { ListedCertificate } from '../../../server/certificates/certificates.contract.ts';
import { certificatePassHeader, downloadEndpoint } from '../../../server/search/download.contract.ts';
import { callForFile, type Called } from '../../api/call.ts';
import { toStudentRequest } from '../student-request.ts';
import { certificateKey, type Answer, type CertificateFile, type KioskEvent, type KioskState } from '../views.ts';

type Wanted = { readonly state: KioskState; readonly certificate: ListedCertificate | null; readonly mayLoad: boolean };

/** Fetches the chosen certificate once, with the pass of the result; the same file is shown, saved and printed. */
export function useCertificate({ state, certificate, mayLoad }: Wanted, dispatch: Dispatch<KioskEvent>): void {
  const isLoading = useRef(false);
  const key = certificate ? certificateKey(certificate) : null;
  const isKnown = key !== null && key in state.files;

  const load = useEffectEvent(async () => {
    const { found, pass } = state;
    if (!certificate || !found || key === null) return;
    if (!pass) {
      dispatch({ kind: 'certificate', key, file: { kind: 'needs-sum' }, pass: null });
      return;
    }
    isLoading.current = true;
    const { round_id, subject_code } = certificate;
    const request = { ...toStudentRequest(state.entries), sbd: found.sbd, ...pass, round_id, subject_code };
    const answer = await callForFile(downloadEndpoint, request);
    isLoading.current = false;
    dispatch({
      kind: 'certificate',
      key,
      file: toFile(answer),
      pass: answer.ok ? readPass(answer.body.headers) : null,
    });
  });

  useEffect(() => {
    if (mayLoad && key !== null && !isKnown && !isLoading.current) void load();
  }, [mayLoad, key, isKnown, state.pass]);
}

function toFile(answer: Called<{ readonly file: Blob; readonly fileName: string }>): CertificateFile {
  if (answer.ok) return { kind: 'ready', file: answer.body.file, fileName: answer.body.fileName };
  if (/^(captcha|staff-pin)\./.test(answer.problem.code)) return { kind: 'needs-sum' };
  return { kind: 'failed', problem: answer.problem };
}

function readPass(headers: Headers): Answer | null {
  const [captcha_id, captcha_answer] = headers.get(certificatePassHeader)?.split(' ') ?? [];
  return captcha_id && captcha_answer ? { captcha_id, captcha_answer } : null;
}
