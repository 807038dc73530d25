import { Pencil } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { portalEndpoint } from '../../server/portal/portal.contract.ts';
import { call } from '../api/call.ts';
import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/language.tsx';
import { classNames } from '../ui/class-names.ts';
import { Spinner } from '../ui/Spinner.tsx';
import { KioskFrame } from './KioskFrame.tsx';
import styles from './NotFoundScreen.module.css';
import screen from './Screen.module.css';
import { ScreenHeading } from './ScreenHeading.tsx';
import type { ScreenProps } from './screen-props.ts';
import { StaffHelp } from './StaffHelp.tsx';
import { useCountdown } from '../ui/use-countdown.ts';
import { useScreenKeys } from './use-screen-keys.ts';

const retryMs = 2000;

/** Too many tries: waits, and goes on by itself with a new sum. */
export function LimitScreen(props: ScreenProps & { readonly seconds: number }) {
  const t = useText();
  const left = useCountdown(props.seconds, () => props.dispatch({ kind: 'waited' }));
  return (
    <Waiting {...props} title={t('kiosk.limit.title')} code="K-429">
      <p className={screen.lead} aria-hidden="true">
        {t('kiosk.limit.lead', { seconds: left })}
      </p>
      <p className="for-readers" role="status">
        {[props.seconds, 20, 10, 5].includes(left) ? t('kiosk.limit.lead', { seconds: left }) : ''}
      </p>
    </Waiting>
  );
}

/** The server cannot be reached: asks until it answers, then goes on where it stopped. */
export function AwayScreen(props: ScreenProps) {
  const t = useText();
  const goOn = useEffectEvent(() => props.dispatch({ kind: 'reconnected' }));
  useEffect(() => {
    const stop = new AbortController();
    const timer = setInterval(() => {
      void call(portalEndpoint, {}, stop.signal).then((answer) => {
        if (answer.ok && answer.body.preparing === null) goOn();
      });
    }, retryMs);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, []);
  return (
    <Waiting {...props} title={t('kiosk.away.title')} code="K-503">
      <p className={classNames(screen.lead, screen.waiting)} role="status">
        <Spinner />
        <span>{t('error.server-away')}</span>
      </p>
    </Waiting>
  );
}

/** A fault of ours: its number finds it in the server's log. */
export function TroubleScreen(props: ScreenProps & { readonly id: string }) {
  const t = useText();
  const [pressed, setPressed] = useState(false);
  const again = (
    <Button
      kind="primary"
      busy={pressed}
      onClick={() => {
        setPressed(true);
        props.dispatch({ kind: 'waited' });
      }}
    >
      {t('kiosk.trouble.again')}
    </Button>
  );
  return (
    <Waiting {...props} title={t('kiosk.trouble.title')} code={props.id} primary={again}>
      <p className={screen.lead}>{t('kiosk.trouble.lead')}</p>
    </Waiting>
  );
}

type WaitingProps = ScreenProps & {
  readonly title: string;
  readonly code: string;
  readonly primary?: ReactNode;
  readonly children: ReactNode;
};

function Waiting({ portal, tools, dispatch, title, code, primary, children }: WaitingProps) {
  const t = useText();
  const back = () => dispatch({ kind: 'edit', focus: null });
  useScreenKeys({ onEscape: back });
  return (
    <KioskFrame portal={portal} tools={tools}>
      <main className={classNames(screen.main, styles.main)}>
        <section>
          <ScreenHeading>{title}</ScreenHeading>
          {children}
          <div className={screen.row}>
            {primary}
            <Button icon={<Pencil aria-hidden />} onClick={back}>
              {t('kiosk.wait.back')}
            </Button>
          </div>
        </section>
        <StaffHelp title={t('kiosk.wait.help')} contact={portal.contact} code={code} />
      </main>
    </KioskFrame>
  );
}
