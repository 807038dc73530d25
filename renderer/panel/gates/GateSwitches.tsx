import { useState } from 'react';
import {
  featuresUpdateEndpoint,
  gatesOverviewEndpoint,
  type GatesOverview,
  type GatesState,
} from '../../../server/gates/gates.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Card, CardRow } from '../../ui/Card.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Status } from '../../ui/Status.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { momentWords } from '../moment-words.ts';

/** The two switches; closing while pages are open asks first. */
export function GateSwitches({ overview }: { readonly overview: GatesOverview }) {
  const language = useLanguage();
  const { t } = language;
  const [isAsking, setAsking] = useState(false);
  const { send, busy, problem } = useSend(featuresUpdateEndpoint, { refreshes: [gatesOverviewEndpoint.path] });
  const { lookup_enabled: isLookupOpen, download_enabled: isDownloadOpen, next_change: next } = overview;
  const at = next && momentWords(next.at, language);
  const planned = next && at !== null ? t(next.opens ? 'panel.gates.opens-at' : 'panel.gates.closes-at', { at }) : null;

  async function save(state: GatesState): Promise<boolean> {
    const answer = await send(state);
    return answer.ok;
  }
  async function close(): Promise<void> {
    if (await save({ lookup_enabled: false, download_enabled: false })) setAsking(false);
  }
  async function flipLookup(isOn: boolean): Promise<boolean> {
    if (isOn) return save({ lookup_enabled: true, download_enabled: true });
    // This page listens too.
    if (overview.open_pages <= 1) return save({ lookup_enabled: false, download_enabled: false });
    setAsking(true);
    return false;
  }

  const now = t(isLookupOpen ? 'panel.gates.lookup-open' : 'panel.gates.lookup-closed');
  return (
    <Card isRows>
      <CardRow titleId="gate-lookup" title={t('panel.gates.lookup')} text={planned ? `${now} ${planned}` : now}>
        <Switch labelledBy="gate-lookup" isOn={isLookupOpen} onChange={flipLookup} />
      </CardRow>
      <CardRow titleId="gate-download" title={t('panel.gates.download')} text={t('panel.gates.download-text')}>
        <Switch
          labelledBy="gate-download"
          isOn={isDownloadOpen}
          disabled={!isLookupOpen}
          onChange={(isOn) => save({ lookup_enabled: isLookupOpen, download_enabled: isOn })}
        />
      </CardRow>
      <CardRow title={t('panel.gates.verify')} text={t('panel.gates.verify-text')}>
        <Status tone="ok">{t('panel.gates.verify-open')}</Status>
      </CardRow>
      {!isAsking && <ProblemText problem={problem} />}
      {isAsking && (
        <ConfirmDialog
          title={t('panel.gates.close-now')}
          confirm={t('panel.gates.close')}
          cancel={t('panel.gates.keep-open')}
          busy={busy}
          problem={problem}
          onConfirm={() => void close()}
          onCancel={() => setAsking(false)}
        >
          {t('panel.gates.close-text', { count: overview.open_pages })}
        </ConfirmDialog>
      )}
    </Card>
  );
}
