import { useState } from 'react';
import type { RecordCertificate, StudentRecord } from '../../../../server/students/students.contract.ts';
import { useText } from '../../../ui/language.tsx';
import { CertificateCard } from './CertificateCard.tsx';
import styles from './Record.module.css';
import { RevokeDialog } from './RevokeDialog.tsx';

/** What the record gives now, in all rounds. */
export function CertificateTab({ record }: { readonly record: StudentRecord }) {
  const t = useText();
  const [changed, setChanged] = useState<RecordCertificate | null>(null);
  if (record.certificates.length === 0) return <p className={styles.quiet}>{t('panel.students.certificates.none')}</p>;
  return (
    <>
      <ul className={styles.certificates}>
        {record.certificates.map((certificate) => (
          <li key={`${certificate.round_id} ${certificate.subject_code}`}>
            <CertificateCard record={record} certificate={certificate} onRevoke={() => setChanged(certificate)} />
          </li>
        ))}
      </ul>
      {changed && <RevokeDialog sbd={record.sbd} certificate={changed} onClose={() => setChanged(null)} />}
    </>
  );
}
