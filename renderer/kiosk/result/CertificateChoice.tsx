import type { ListedCertificate } from '../../../server/certificates/certificates.contract.ts';
import type { PortalInfo } from '../../../server/portal/portal.contract.ts';
import { useLanguage } from '../../ui/language.tsx';
import { certificateKey } from '../views.ts';
import styles from './ResultScreen.module.css';
import { subjectOf } from './subject-of.ts';

type Props = {
  readonly certificates: readonly ListedCertificate[];
  readonly chosen: number;
  readonly portal: PortalInfo;
  readonly onChoose: (index: number) => void;
};

/** Radio cards where there is more than one; a single one is only named. */
export function CertificateChoice({ certificates, chosen, portal, onChoose }: Props) {
  const { t } = useLanguage();
  const [only] = certificates;
  if (only && certificates.length === 1) {
    return (
      <div className={styles.only}>
        <CertificateText certificate={only} portal={portal} />
      </div>
    );
  }
  return (
    <fieldset className={styles.choices}>
      <legend>{t('kiosk.result.choose', { count: certificates.length })}</legend>
      {certificates.map((certificate, index) => (
        <label key={certificateKey(certificate)} className={styles.choice}>
          <input type="radio" name="certificate" checked={index === chosen} onChange={() => onChoose(index)} />
          <span className={styles.radio} aria-hidden="true" />
          <CertificateText certificate={certificate} portal={portal} />
        </label>
      ))}
    </fieldset>
  );
}

function CertificateText({
  certificate,
  portal,
}: {
  readonly certificate: ListedCertificate;
  readonly portal: PortalInfo;
}) {
  const { locale } = useLanguage();
  const hasRound = portal.rounds.length > 1;
  return (
    <span>
      <b>{subjectOf(certificate, portal, locale)}</b>
      {/* Each phrase breaks as a whole before it breaks inside. */}
      <span>
        <span>{hasRound ? `${certificate.result_name},` : certificate.result_name}</span>
        {hasRound && <span>{certificate.round_label}</span>}
      </span>
    </span>
  );
}
