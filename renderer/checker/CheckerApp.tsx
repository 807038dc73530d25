import { useEffect, useEffectEvent, useState } from 'react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { LanguageProvider } from '../ui/language.tsx';
import { checkerTexts } from './checker-texts.ts';
import { Announcement } from './Announcement.tsx';
import type { Checker } from './check.ts';
import styles from './CheckerApp.module.css';
import { CheckerHead } from './CheckerHead.tsx';
import { CheckerScreen } from './CheckerScreen.tsx';
import { DropZone } from './DropZone.tsx';
import type { QrReader } from './read-file.ts';
import { useChecking } from './use-checking.ts';

type Props = {
  readonly portal: PortalInfo;
  readonly checker: Checker;
  readonly reader: QrReader;
  /** The code in the page's address, null where there is none. */
  readonly linked: string | null;
};

export function CheckerApp({ portal, checker, reader, linked }: Props) {
  const [locale, setLocale] = useState(portal.locale);
  const checking = useChecking({ checker, reader, linked });
  const checkAddress = useEffectEvent(() => {
    if (linked !== null) checking.checkLink(linked);
  });
  useEffect(() => {
    // Once, at load: the address does not change by itself.
    checkAddress();
  }, []);
  return (
    <LanguageProvider locale={locale} more={checkerTexts}>
      <div className={styles.page}>
        <CheckerHead portal={portal} onLocale={setLocale} />
        <main className={styles.main}>
          <CheckerScreen portal={portal} checking={checking} decode={reader.decode} />
        </main>
        <Announcement view={checking.view} />
        {portal.qr_verify && <DropZone onFile={checking.checkFile} onText={checking.checkText} />}
      </div>
    </LanguageProvider>
  );
}
