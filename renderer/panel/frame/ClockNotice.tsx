import { useState } from 'react';
import { clockConfirmEndpoint, clockEndpoint } from '../../../server/timekeeping/timekeeping.contract.ts';
import { useSignedIn } from '../../api/session.tsx';
import { useAsk, useSend } from '../../api/use-ask.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import { useToast } from '../../ui/Toast.tsx';

const askMs = 60_000;

/** The PC's clock jumped: what it says, what the program goes by, and for who may and sits there the way to settle it. */
export function ClockNotice() {
  const { t, locale } = useLanguage();
  const tell = useToast();
  const { role } = useSignedIn();
  const [isSettling, setSettling] = useState(false);
  const { body } = useAsk(clockEndpoint, {}, { everyMs: askMs });
  const { send, busy, problem, clear } = useSend(clockConfirmEndpoint, { refreshes: [clockEndpoint.path] });
  if (!body?.jumped) return null;
  const when = (at: string) => showMoment(new Date(at), new Date(), locale).full;
  const [pc, now] = [when(body.pc), when(body.now)];
  const maySettle = role === 'super-admin' && body.can_confirm;
  const { direction } = body.jumped;
  const close = () => {
    setSettling(false);
    clear();
  };
  async function confirm(): Promise<void> {
    if (!(await send({})).ok) return;
    setSettling(false);
    tell(t('panel.clock.confirmed'));
  }
  return (
    <Banner
      tone="warn"
      title={t(`panel.clock.${direction}`)}
      actions={
        maySettle && (
          <Button size="small" onClick={() => setSettling(true)}>
            {t('panel.clock.settle')}
          </Button>
        )
      }
    >
      <p>{t(`panel.clock.${direction}.text`, { pc, now })}</p>
      <p>{t(maySettle ? 'panel.clock.next' : 'panel.clock.who')}</p>
      {isSettling && (
        <ConfirmDialog
          title={t('panel.clock.question', { pc })}
          confirm={t('panel.clock.confirm')}
          busy={busy}
          problem={problem}
          onConfirm={() => void confirm()}
          onCancel={close}
        >
          {t(body.pc < body.now ? 'panel.clock.question.earlier' : 'panel.clock.question.later')}
        </ConfirmDialog>
      )}
    </Banner>
  );
}
