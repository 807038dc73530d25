import { lanEndpoint } from '../../../server/lan/lan.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Banner } from '../../ui/Banner.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Page } from '../frame/Page.tsx';
import { FirewallHelp } from './FirewallHelp.tsx';
import styles from './LanPage.module.css';
import { PosterForm } from './PosterForm.tsx';
import { TestCard } from './TestCard.tsx';
import { WayIn } from './WayIn.tsx';
import { bare } from './bare.ts';

/** As often as the server looks at its network cards. */
const everyMs = 10_000;

/** Whether phones and other PCs get in, where, and what to do when they do not. */
export function LanPage() {
  const t = useText();
  const { body, problem } = useAsk(lanEndpoint, {}, { everyMs });
  const { url = null, poster = null } = body ?? {};
  return (
    <Page title={t('panel.page.lan')} line={t('panel.lan.line')}>
      <ProblemText problem={problem} />
      {url !== null && poster !== null && poster.url !== url && (
        <Banner tone="warn" title={t('panel.lan.poster-old')}>
          {t('panel.lan.poster-old-text', { old: bare(poster.url), url: bare(url) })}
        </Banner>
      )}
      {body ? (
        <div className={styles.columns}>
          <div className={styles.stack}>
            <WayIn lan={body} />
            {url !== null && <TestCard />}
            {url !== null && <FirewallHelp platform={body.platform} port={body.bound?.port ?? body.wanted_port} />}
          </div>
          <PosterForm key={poster?.wifi ?? ''} url={url} wifi={poster?.wifi ?? ''} />
        </div>
      ) : (
        !problem && <Skeleton lines={8} />
      )}
    </Page>
  );
}
