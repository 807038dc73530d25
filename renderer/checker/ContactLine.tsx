import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { Sentence } from './Sentence.tsx';
import styles from './Verdict.module.css';

type Props = { readonly contact: PortalInfo['contact']; readonly code: string };

/** Whom to ask, as far as the center says, and the code that tells its staff what was seen. */
export function ContactLine({ contact: { phone, hours }, code }: Props) {
  return (
    <p className={styles.contact}>
      {phone === null && <Sentence text="checker.contact" strong={{ code }} />}
      {phone !== null && hours === null && <Sentence text="checker.contact.phone" strong={{ phone, code }} />}
      {phone !== null && hours !== null && (
        <Sentence text="checker.contact.hours" strong={{ phone, code }} facts={{ hours }} />
      )}
    </p>
  );
}
