import { CloudOff } from 'lucide-react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { useText } from '../ui/language.tsx';
import type { Finding } from './check.ts';
import { Details } from './Details.tsx';
import styles from './Verdict.module.css';

type Props = { readonly finding: Finding; readonly portal: PortalInfo };

/** What the code says: plainly where it is proven, hatched and under its own heading where it is a claim. */
export function Said({ finding: { verdict, server }, portal }: Props) {
  const t = useText();
  if ('payload' in verdict) {
    return (
      <>
        {server === 'away' && (
          <p className={styles.note}>
            <CloudOff aria-hidden />
            <span>{t('checker.away')}</span>
          </p>
        )}
        <Details payload={verdict.payload} portal={portal} />
      </>
    );
  }
  if (!('claims' in verdict)) return null;
  return (
    <section className={styles.claims}>
      <h2>{t('checker.claims')}</h2>
      <Details payload={verdict.claims} portal={portal} />
    </section>
  );
}
