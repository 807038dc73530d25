import { todayEndpoint } from '../../../server/today/today.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Card } from '../../ui/Card.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Page } from '../frame/Page.tsx';
import { momentWords } from '../moment-words.ts';
import { AddressCard } from './AddressCard.tsx';
import { DayFigures } from './DayFigures.tsx';
import { GatesCard } from './GatesCard.tsx';
import { HealthCard } from './HealthCard.tsx';
import { NeedsYou } from './NeedsYou.tsx';
import styles from './TodayPage.module.css';

const everyMs = 15_000;

/** Is all well, and if not, what is to be done? */
export function TodayPage() {
  const language = useLanguage();
  const { locale, t } = language;
  const { body, problem } = useAsk(todayEndpoint, {}, { everyMs });
  const day = new Intl.DateTimeFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', {
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date());
  const next = changeWords(body?.next_change ?? null, language);
  return (
    <Page title={t('panel.page.today')} line={next === '' ? day : `${day}. ${next}`}>
      <ProblemText problem={problem} />
      {body ? (
        <div className={styles.columns}>
          <div className={styles.stack}>
            <Card isRows>
              <DayFigures today={body} />
            </Card>
            <NeedsYou today={body} />
          </div>
          <div className={styles.stack}>
            <AddressCard address={body.address} openPages={body.open_pages} />
            <GatesCard />
            <HealthCard />
          </div>
        </div>
      ) : (
        !problem && <Skeleton lines={8} />
      )}
    </Page>
  );
}

type NextChange = { readonly at: string; readonly opens: boolean } | null;

/** When the gates open or close next; empty where nothing is planned. */
function changeWords(next: NextChange, language: ReturnType<typeof useLanguage>): string {
  if (next === null) return '';
  const at = momentWords(next.at, language);
  if (at === null) return '';
  return language.t(next.opens ? 'panel.gates.opens-at' : 'panel.gates.closes-at', { at });
}
