import { ArrowLeft } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { classNames } from '../../ui/class-names.ts';
import { KioskFrame } from '../KioskFrame.tsx';
import screen from '../Screen.module.css';
import { ScreenHeading } from '../ScreenHeading.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { useScreenKeys } from '../use-screen-keys.ts';
import { ReportForm } from './ReportForm.tsx';
import { certificateKey } from '../views.ts';
import { useReport } from './use-report.ts';

type Props = ScreenProps & { readonly hasKeyboard: boolean };

/** "My name or birth date is wrong": told to staff, who look into it; nothing changes by itself. */
export function ReportScreen(props: Props) {
  const { state, dispatch, portal, tools } = props;
  const report = useReport(state.pass, (pass) => dispatch({ kind: 'reported', pass }));
  const back = () => dispatch({ kind: 'back-to-result' });
  useScreenKeys({ onEscape: back });
  const certificate = state.found?.certificates[state.chosen];
  // While the certificate is on its way it holds the pass, and brings the next one.
  const isPassOut =
    portal.gates.download_enabled && certificate !== undefined && !(certificateKey(certificate) in state.files);
  // A press in the meantime is not lost: it goes out with the next pass.
  const [held, setHeld] = useState<Parameters<typeof report.send> | null>(null);
  const release = useEffectEvent(() => {
    setHeld(null);
    if (held) void report.send(...held);
  });
  const isReady = held !== null && !isPassOut;
  useEffect(() => {
    if (!isReady) return;
    const soon = setTimeout(() => release());
    return () => clearTimeout(soon);
  }, [isReady]);
  const send: typeof report.send = async (...told) => {
    if (isPassOut) setHeld(told);
    else await report.send(...told);
  };
  const form = { ...report, send, isBusy: report.isBusy || held !== null };
  if (!report.sent) return <ReportForm {...props} report={form} onBack={back} />;
  return (
    <KioskFrame portal={portal} tools={tools} isLow>
      <main className={classNames(screen.main, screen.middle)}>
        <Sent code={report.sent.code} desk={portal.contact.desk} onBack={back} />
      </main>
    </KioskFrame>
  );
}

type SentProps = { readonly code: string; readonly desk: string | null; readonly onBack: () => void };

function Sent({ code, desk, onBack }: SentProps) {
  const t = useText();
  return (
    <section>
      <ScreenHeading>{t('kiosk.report.sent')}</ScreenHeading>
      <p className={screen.lead}>{t('kiosk.report.sent-lead')}</p>
      <p className={screen.lead}>
        {t('kiosk.report.code')}
        <strong className={screen.code}>{code}</strong>
      </p>
      <p className={screen.lead}>{desk === null ? t('kiosk.report.ask') : t('kiosk.report.ask-at', { desk })}</p>
      <div className={screen.row}>
        <Button kind="primary" icon={<ArrowLeft aria-hidden />} onClick={onBack}>
          {t('kiosk.report.back')}
        </Button>
      </div>
    </section>
  );
}
