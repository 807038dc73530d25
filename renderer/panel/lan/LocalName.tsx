import { lanEndpoint, lanNameEndpoint, type LanState } from '../../../server/lan/lan.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { CardRow } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { bare } from './bare.ts';
import styles from './LanPage.module.css';

/** The name beside the address, or why there is none and what to take instead. */
export function LocalName({
  name: { host, url, trouble, taken_by: by, proposal },
}: {
  readonly name: LanState['name'];
}) {
  const t = useText();
  const { send, busy, problem } = useSend(lanNameEndpoint, { refreshes: [lanEndpoint.path] });
  if (url !== null) {
    return (
      <CardRow
        title={t('panel.lan.name')}
        text={
          <>
            <b className={styles.address}>{bare(url)}</b>{' '}
            <span className={styles.aside}>{t('panel.lan.name-hint')}</span>
          </>
        }
      >
        <CopyButton text={url} label={t('panel.lan.copy')} size="small" />
      </CardRow>
    );
  }
  if (trouble === null) return null;
  return (
    <>
      <CardRow
        title={t('panel.lan.name')}
        text={
          <span className={styles.warning}>{t(`panel.lan.name-${trouble}`, { host, by: by ?? '', proposal })}</span>
        }
      >
        {trouble === 'taken' && (
          <Button size="small" busy={busy} onClick={() => void send({ name: proposal })}>
            {t('panel.lan.name-take', { proposal })}
          </Button>
        )}
      </CardRow>
      <ProblemText problem={problem} />
    </>
  );
}
