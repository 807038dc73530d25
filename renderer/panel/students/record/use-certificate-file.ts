import { useState } from 'react';
import { downloadEndpoint } from '../../../../server/search/download.contract.ts';
import type { RecordCertificate, StudentRecord } from '../../../../server/students/students.contract.ts';
import { useCallForFile } from '../../../api/use-call.ts';
import type { Problem } from '../../../ui/problem.ts';

type CertificateFile = { readonly file: Blob; readonly fileName: string };

/** The PDF of a certificate as a student gets it now, fetched when it is asked for; each fetch is told of in the log. */
export function useCertificateFile(record: StudentRecord, { round_id, subject_code }: RecordCertificate) {
  const callForFile = useCallForFile();
  const [kept, setKept] = useState<{ readonly of: StudentRecord; readonly file: CertificateFile } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function fetchFile(): Promise<CertificateFile | null> {
    setBusy(true);
    const answer = await callForFile(downloadEndpoint, { mode: 'admin', sbd: record.sbd, round_id, subject_code });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return null;
    setKept({ of: record, file: answer.body });
    return answer.body;
  }

  // The sheet of a record that changed since then would show what holds no more.
  return { file: kept?.of === record ? kept.file : null, fetchFile, busy, problem };
}
