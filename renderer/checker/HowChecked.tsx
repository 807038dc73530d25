import type { TextKey } from '../../server/i18n/translate.ts';
import { useText } from '../ui/language.tsx';
import styles from './Aside.module.css';
import type { Finding } from './check.ts';
import { showMoment } from './show-time.ts';
import type { VerdictKind } from './verdict.ts';
import type { Source } from './view.ts';

type Props = { readonly finding: Finding; readonly source: Source; readonly at: Date };

const serverWords: Readonly<Record<Finding['server'], TextKey>> = {
  asked: 'checker.how.server.asked',
  asking: 'checker.how.server.asking',
  away: 'checker.how.server.away',
};
/** The verdicts that were reached without comparing the signature with a key. */
const uncompared: ReadonlySet<VerdictKind> = new Set(['other-center', 'malformed', 'cut', 'no-keys']);

/** By which key, on which device, when, and whether the center itself was asked. */
export function HowChecked({ finding: { verdict, fingerprint, server }, source, at }: Props) {
  const t = useText();
  const moment = showMoment(at);
  return (
    <aside className={styles.aside} aria-labelledby="how">
      <h2 id="how">{t('checker.how')}</h2>
      <dl>
        <div>
          <dt>{t('checker.how.signature')}</dt>
          <dd>
            {t(signatureWord(verdict.kind, fingerprint))}
            {fingerprint !== null && <span className={styles.fingerprint}>{fingerprint}</span>}
          </dd>
        </div>
        <div>
          <dt>{t('checker.how.server')}</dt>
          <dd>{t(serverWords[server], { moment })}</dd>
        </div>
        <div>
          <dt>{t('checker.how.where')}</dt>
          <dd>{t('checker.how.device')}</dd>
        </div>
        <div>
          <dt>{t('checker.how.source')}</dt>
          <dd>
            <SourceWords source={source} />
          </dd>
        </div>
        <div>
          <dt>{t('checker.how.when')}</dt>
          <dd>{moment}</dd>
        </div>
      </dl>
    </aside>
  );
}

function SourceWords({ source }: { readonly source: Source }) {
  const t = useText();
  switch (source.is) {
    case 'link':
      return t('checker.source.link');
    case 'pasted':
      return t('checker.source.pasted');
    case 'camera':
      return t('checker.source.camera');
    case 'file':
      if (!source.page) return source.name;
      return t('checker.source.page', { name: source.name, page: source.page.number, pages: source.page.of });
  }
}

function signatureWord(kind: VerdictKind, fingerprint: string | null): TextKey {
  if (fingerprint !== null) return 'checker.how.signature.fits';
  return uncompared.has(kind) ? 'checker.how.signature.uncompared' : 'checker.how.signature.none';
}
