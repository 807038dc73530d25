import { Ban, Download, Eye, RotateCcw } from 'lucide-react';
import type { RecordCertificate, StudentRecord } from '../../../../server/students/students.contract.ts';
import { useSignedIn } from '../../../api/session.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { useText } from '../../../ui/language.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { ProblemText } from '../../../ui/ProblemText.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { isAtLeast } from '../../is-at-least.ts';
import { useSubjects } from '../use-subjects.ts';
import { CertificatePreview } from './CertificatePreview.tsx';
import styles from './Record.module.css';
import { useCertificateFile } from './use-certificate-file.ts';

type Props = {
  readonly record: StudentRecord;
  readonly certificate: RecordCertificate;
  /** Take it back, or make it good again. */
  readonly onRevoke: () => void;
};

export function CertificateCard({ record, certificate, onRevoke }: Props) {
  const t = useText();
  const subject = useSubjects().find(({ code }) => code === certificate.subject_code)?.label;
  const subjectName = subject ?? certificate.subject_label;
  const { file, fetchFile, busy, problem } = useCertificateFile(record, certificate);
  const isRevoked = certificate.status === 'revoked';
  const alt = t('panel.students.certificate.alt', {
    name: record.name,
    subject: subjectName,
    result: certificate.result_name,
  });

  async function download(): Promise<void> {
    const ready = file ?? (await fetchFile());
    if (ready) saveFile(ready.file, ready.fileName);
  }

  return (
    <section className={styles.card} aria-label={subjectName}>
      <div className={styles.cardHead}>
        <div>
          <h3>{subjectName}</h3>
          <p className={styles.quiet}>
            {certificate.result_name}
            {' · '}
            {certificate.round_label}
          </p>
        </div>
        <StateChip isRevoked={isRevoked} />
      </div>
      {certificate.replaced_before !== null && (
        <p className={styles.replaced}>
          <Chip tone="warn">{t('panel.students.certificate.replaced')}</Chip>{' '}
          {t('panel.students.certificate.replaced-before')} <Moment at={certificate.replaced_before} />
        </p>
      )}
      {file && <CertificatePreview file={file.file} alt={alt} title={subjectName} />}
      <ProblemText problem={problem} />
      <div className={styles.cardActs}>
        {!file && (
          <Button size="small" icon={<Eye aria-hidden />} busy={busy} onClick={() => void fetchFile()}>
            {t('panel.students.certificate.preview')}
          </Button>
        )}
        <Button size="small" icon={<Download aria-hidden />} onClick={() => void download()}>
          {t('panel.students.certificate.download')}
        </Button>
        <RevokeButton isRevoked={isRevoked} onRevoke={onRevoke} />
      </div>
    </section>
  );
}

type RevokeProps = { readonly isRevoked: boolean; readonly onRevoke: () => void };

function RevokeButton({ isRevoked, onRevoke }: RevokeProps) {
  const t = useText();
  const { role } = useSignedIn();
  if (!isAtLeast(role, 'super-admin')) return null;
  return (
    <Button
      size="small"
      kind={isRevoked ? 'plain' : 'danger'}
      icon={isRevoked ? <RotateCcw aria-hidden /> : <Ban aria-hidden />}
      onClick={onRevoke}
    >
      {t(isRevoked ? 'panel.students.unrevoke' : 'panel.students.revoke')}
    </Button>
  );
}

function StateChip({ isRevoked }: { readonly isRevoked: boolean }) {
  const t = useText();
  return isRevoked ? (
    <Chip tone="bad" icon={<Ban aria-hidden />}>
      {t('panel.students.certificate.revoked')}
    </Chip>
  ) : (
    <Chip tone="ok">{t('panel.students.certificate.current')}</Chip>
  );
}
