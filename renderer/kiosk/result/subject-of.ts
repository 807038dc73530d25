import type { ListedCertificate } from '../../../server/certificates/certificates.contract.ts';
import type { Locale } from '../../../server/i18n/translate.ts';
import type { PortalInfo } from '../../../server/portal/portal.contract.ts';

/** The subject in the reader's language. */
export function subjectOf(certificate: ListedCertificate, portal: PortalInfo, locale: Locale): string {
  const subject = portal.subjects.find(({ code }) => code === certificate.subject_code);
  return subject?.[locale] ?? certificate.subject_label;
}
