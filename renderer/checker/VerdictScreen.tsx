import { Printer, ScanLine } from 'lucide-react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/language.tsx';
import { Band } from './Band.tsx';
import type { Finding } from './check.ts';
import { ContactLine } from './ContactLine.tsx';
import { HowChecked } from './HowChecked.tsx';
import { looks } from './looks.ts';
import { Said } from './Said.tsx';
import { Todo } from './Todo.tsx';
import { toSaid } from './verdict.ts';
import styles from './Verdict.module.css';
import type { Source } from './view.ts';

type Props = {
  readonly portal: PortalInfo;
  readonly finding: Finding;
  readonly source: Source;
  readonly at: Date;
  readonly onAgain: () => void;
};

/** The answer, what to do now, then what the code says: as proven, or as a claim. */
export function VerdictScreen({ portal, finding, source, at, onAgain }: Props) {
  const t = useText();
  const { verdict } = finding;
  const look = looks[verdict.kind];
  return (
    <div className={styles.verdict}>
      <article className={styles.card}>
        <Band look={look} center={portal.name} lead={t(look.lead, { center: portal.name })} />
        <div className={styles.body}>
          <Todo look={look} said={toSaid(verdict)} />
          <ContactLine contact={portal.contact} code={look.code} />
          <Said finding={finding} portal={portal} />
          <div className={styles.actions}>
            <Button kind="primary" icon={<ScanLine aria-hidden />} onClick={onAgain}>
              {t('checker.again')}
            </Button>
            <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
              {t('checker.print')}
            </Button>
          </div>
        </div>
      </article>
      <HowChecked finding={finding} source={source} at={at} />
    </div>
  );
}
