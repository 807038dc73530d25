import { Download, Info, Printer } from 'lucide-react';
import { useState } from 'react';
import type { PortalInfo } from '../../../server/portal/portal.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { openingWords } from '../opening-words.ts';
import type { CertificateFile } from '../views.ts';
import styles from './ResultScreen.module.css';
import { saveFile } from '../../ui/save-file.ts';

type Props = {
  readonly portal: PortalInfo;
  readonly file: CertificateFile | undefined;
  readonly onSum: () => void;
  readonly onPrinting: () => void;
};

type Ready = Extract<CertificateFile, { kind: 'ready' }>;
type Printing = 'idle' | 'busy' | 'sent' | 'failed';

/** On this PC print comes first, elsewhere download; with the gate shut one line says when or where. */
export function ResultActions({ portal, file, onSum, onPrinting }: Props) {
  const [printing, setPrinting] = useState<Printing>('idle');
  const { is_this_pc: isThisPc, download: mayKeep } = portal.kiosk;
  if (!portal.gates.download_enabled) return <GateLine portal={portal} />;

  /** The file may still be on its way, or ask one more sum first. */
  function withFile(ready: (file: Ready) => void): void {
    if (file?.kind === 'ready') ready(file);
    else if (file?.kind === 'needs-sum') onSum();
  }
  async function print({ file: pdf }: Ready): Promise<void> {
    setPrinting('busy');
    onPrinting();
    try {
      const { printPdf } = await import('./print-pdf.ts');
      await printPdf(pdf);
      setPrinting('sent');
    } catch {
      // Said below; the download and the sheet on the screen stay.
      setPrinting('failed');
    }
  }

  const isWaiting = file === undefined;
  const isBusy = isWaiting || printing === 'busy';
  const printButton = (
    <PrintButton
      key="print"
      isFirst={isThisPc}
      isBusy={isBusy}
      onPress={() => withFile((ready) => void print(ready))}
    />
  );
  const save = () => withFile((ready) => saveFile(ready.file, ready.fileName));
  const downloadButton = <DownloadButton key="download" isFirst={!isThisPc} isBusy={isWaiting} onPress={save} />;
  return (
    <div className={styles.actions} data-this-pc={isThisPc || undefined}>
      {isThisPc ? [printButton, mayKeep && downloadButton] : [downloadButton, printButton]}
      <PrintNote printing={printing} />
    </div>
  );
}

type ActionProps = { readonly isFirst: boolean; readonly isBusy: boolean; readonly onPress: () => void };

function PrintButton({ isFirst, isBusy, onPress }: ActionProps) {
  const t = useText();
  const looks = isFirst ? ({ kind: 'primary', size: 'large' } as const) : ({ kind: 'plain', size: 'kiosk' } as const);
  return (
    <Button {...looks} icon={<Printer aria-hidden />} busy={isBusy} onClick={onPress}>
      {t(isFirst ? 'kiosk.result.print' : 'kiosk.result.print-lan')}
    </Button>
  );
}

function DownloadButton({ isFirst, isBusy, onPress }: ActionProps) {
  const t = useText();
  return (
    <Button kind={isFirst ? 'primary' : 'plain'} icon={<Download aria-hidden />} busy={isBusy} onClick={onPress}>
      {t('kiosk.result.download')}
    </Button>
  );
}

function PrintNote({ printing }: { readonly printing: Printing }) {
  const t = useText();
  return (
    <p className={styles.printed} role="status">
      {printing === 'sent' && t('kiosk.result.print-dialog-closed')}
      {printing === 'failed' && t('kiosk.result.print-failed')}
    </p>
  );
}

function GateLine({ portal }: { readonly portal: PortalInfo }) {
  const language = useLanguage();
  const { t } = language;
  const [now] = useState(() => Date.now());
  const opening = openingWords(portal.gates.next_opening, now, language);
  const { desk } = portal.contact;
  return (
    <p className={styles.gate} role="status">
      <Info aria-hidden />
      <span>
        {opening ? `${opening.headline}. ` : ''}
        {desk === null ? t('kiosk.result.gate-closed') : t('kiosk.result.gate-closed-at', { desk })}
      </span>
    </p>
  );
}
