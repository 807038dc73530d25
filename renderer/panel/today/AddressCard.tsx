import { toDataURL } from 'qrcode';
import { useEffect, useState } from 'react';
import type { TodayResponse } from '../../../server/today/today.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, CardRow } from '../../ui/Card.tsx';
import { useText } from '../../ui/language.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './TodayPage.module.css';

type Props = { readonly address: TodayResponse['address']; readonly openPages: number };

/** Where phones and other PCs come in. */
export function AddressCard({ address: { url, name_url: nameUrl, is_on_network: isOnNetwork }, openPages }: Props) {
  const t = useText();
  const tell = useToast();
  const code = useCode(url);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      tell(t('panel.today.copied'));
    } catch {
      // Browsers keep the clipboard from plain HTTP pages: the address can still be read and typed.
      tell(t('panel.today.not-copied'), { tone: 'bad' });
    }
  }
  return (
    <Card title={t('panel.today.address')} isRows>
      <CardRow
        title={
          <span className={styles.address}>
            <b>{url.replace(/^https?:\/\//, '')}</b>
            {isOnNetwork && code !== null && (
              <img className={styles.code} src={code} alt={t('panel.today.code', { url })} />
            )}
          </span>
        }
        text={
          <>
            {nameUrl !== null && <>{t('panel.today.or-name', { name: nameUrl.replace(/^http:\/\//, '') })} </>}
            {t(isOnNetwork ? 'panel.today.on-network' : 'panel.today.this-pc-only')}
          </>
        }
      >
        <Button size="small" onClick={() => void copy()}>
          {t('panel.today.copy')}
        </Button>
      </CardRow>
      <CardRow title={t('panel.today.open-pages')}>
        <b>{openPages}</b>
      </CardRow>
    </Card>
  );
}

function useCode(url: string): string | null {
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    let isLeft = false;
    void toDataURL(url, { errorCorrectionLevel: 'M', margin: 4, width: 240 }).then((made) => {
      if (!isLeft) setCode(made);
    });
    return () => {
      isLeft = true;
    };
  }, [url]);
  return code;
}
