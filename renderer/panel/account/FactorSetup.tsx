import { useState } from 'react';
import type { SessionInfo } from '../../../server/auth/auth.contract.ts';
import { totpBeginEndpoint } from '../../../server/auth/second-factor.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { useText } from '../../ui/language.tsx';
import { OwnPasswordDialog } from './OwnPasswordDialog.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { ScanDialog, type Seed } from './ScanDialog.tsx';

type Props = { readonly who: SessionInfo; readonly onClose: () => void };

/** The password, the scan with the first code, the recovery codes. Nothing counts before the first code was right. */
export function FactorSetup({ who, onClose }: Props) {
  const t = useText();
  const [seed, setSeed] = useState<Seed | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { send, busy, problem } = useSend(totpBeginEndpoint);
  async function begin(password: string): Promise<void> {
    const answer = await send({ password });
    if (answer.ok) setSeed(answer.body);
  }
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />;
  if (seed) return <ScanDialog seed={seed} onCodes={setCodes} onClose={onClose} />;
  return (
    <OwnPasswordDialog
      title={t('panel.factor.setup')}
      text={t('panel.factor.text')}
      submit={t('panel.factor.begin')}
      hasPassword={who.has_password}
      busy={busy}
      problem={problem}
      onSubmit={(password) => void begin(password)}
      onClose={onClose}
    />
  );
}
