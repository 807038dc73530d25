import { ShieldCheck, ShieldOff, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { sessionEndpoint, type SessionInfo } from '../../../server/auth/auth.contract.ts';
import { totpDisableEndpoint } from '../../../server/auth/second-factor.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { useText } from '../../ui/language.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './AccountPage.module.css';
import { FactorSetup } from './FactorSetup.tsx';
import { OwnPasswordDialog } from './OwnPasswordDialog.tsx';

/** The authenticator app of the user: on or off, and how many ways back are left. */
export function SecondFactor({ who }: { readonly who: SessionInfo }) {
  const t = useText();
  const [open, setOpen] = useState<'setup' | 'off' | null>(null);
  const isOn = who.has_second_factor;
  return (
    <section className={styles.card}>
      <h2>{t('panel.factor.title')}</h2>
      <div>
        {isOn ? (
          <Chip tone="ok" icon={<ShieldCheck aria-hidden />}>
            {t('panel.factor.on')}
          </Chip>
        ) : (
          <Chip>{t('panel.factor.off')}</Chip>
        )}
      </div>
      <p>{isOn ? t('panel.factor.left', { count: who.recovery_codes_left }) : t('panel.factor.text')}</p>
      <div className={styles.actions}>
        <Button size="medium" icon={<Smartphone aria-hidden />} onClick={() => setOpen('setup')}>
          {t(isOn ? 'panel.factor.again' : 'panel.factor.setup')}
        </Button>
        {isOn && (
          <Button size="medium" kind="danger" icon={<ShieldOff aria-hidden />} onClick={() => setOpen('off')}>
            {t('panel.factor.disable')}
          </Button>
        )}
      </div>
      {open === 'setup' && <FactorSetup who={who} onClose={() => setOpen(null)} />}
      {open === 'off' && <DisableDialog who={who} onClose={() => setOpen(null)} />}
    </section>
  );
}

function DisableDialog({ who, onClose }: { readonly who: SessionInfo; readonly onClose: () => void }) {
  const t = useText();
  const tell = useToast();
  const { send, busy, problem } = useSend(totpDisableEndpoint, { refreshes: [sessionEndpoint.path] });
  async function disable(password: string): Promise<void> {
    const answer = await send({ password });
    if (!answer.ok) return;
    tell(t('panel.factor.disabled'));
    onClose();
  }
  return (
    <OwnPasswordDialog
      title={t('panel.factor.disable.title')}
      text={t('panel.factor.disable.text')}
      submit={t('panel.factor.disable')}
      isDanger
      hasPassword={who.has_password}
      busy={busy}
      problem={problem}
      onSubmit={(password) => void disable(password)}
      onClose={onClose}
    />
  );
}
