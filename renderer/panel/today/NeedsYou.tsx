import { Link } from 'react-router';
import { healthEndpoint } from '../../../server/health/health.contract.ts';
import type { TodayResponse } from '../../../server/today/today.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Card, CardRow } from '../../ui/Card.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { momentWords } from '../moment-words.ts';
import styles from './TodayPage.module.css';

const everyMs = 60_000;

/** People who wait first, then what is broken, then what may become so. */
export function NeedsYou({ today: { requests } }: { readonly today: TodayResponse }) {
  const language = useLanguage();
  const { t } = language;
  const { body } = useAsk(healthEndpoint, {}, { everyMs });
  const wrong = body?.checks.filter(({ level }) => level !== 'ok') ?? [];
  const since = requests.oldest_at === null ? null : momentWords(requests.oldest_at, language);
  const count = wrong.length + (requests.waiting > 0 ? 1 : 0);
  return (
    <Card title={t('panel.today.needs-you')} side={<span className={styles.nothing}>{count}</span>} isRows>
      {requests.waiting > 0 && (
        <CardRow
          title={t('panel.today.wrong-names', { count: requests.waiting })}
          text={since === null ? undefined : t('panel.today.since', { at: since })}
        >
          <Link to="/requests">{t('panel.today.see-requests')}</Link>
        </CardRow>
      )}
      {wrong.map(({ id, level, facts }) => (
        <CardRow key={id} title={t(`panel.health.${id}`)} text={t(`panel.health.${id}.${level}`, facts)}>
          <Link to="/health">{t('panel.today.see-health')}</Link>
        </CardRow>
      ))}
      {count === 0 && <CardRow title={t('panel.today.nothing')} />}
    </Card>
  );
}
