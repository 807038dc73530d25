import { lanEndpoint, type LanState } from '../../../server/lan/lan.contract.ts';
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
  return (
    <Page title={t('panel.page.lan')} line={t('panel.lan.line')}>
      <ProblemText problem={problem} />
      {body && <OldPoster lan={body} />}
      {body ? <Parts lan={body} /> : !problem && <Skeleton lines={8} />}
    </Page>
  );
}

type Props = { readonly lan: LanState };

function Parts({ lan }: Props) {
  const { url, poster, platform, bound, wanted_port: wantedPort } = lan;
  const wifi = poster?.wifi ?? '';
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>
        <WayIn lan={lan} />
        {url !== null && <TestCard />}
        {url !== null && <FirewallHelp platform={platform} port={bound?.port ?? wantedPort} />}
      </div>
      <PosterForm key={wifi} url={url} wifi={wifi} />
    </div>
  );
}

/** What hangs on the wall leads nowhere any more. */
function OldPoster({ lan: { url, poster } }: Props) {
  const t = useText();
  if (url === null || poster === null || poster.url === url) return null;
  return (
    <Banner tone="warn" title={t('panel.lan.poster-old')}>
      {t('panel.lan.poster-old-text', { old: bare(poster.url), url: bare(url) })}
    </Banner>
  );
}
