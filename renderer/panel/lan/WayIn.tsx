import { useState } from 'react';
import { lanEndpoint, type LanState, lanSwitchEndpoint } from '../../../server/lan/lan.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Card, CardRow } from '../../ui/Card.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { bare } from './bare.ts';
import { LocalName } from './LocalName.tsx';
import styles from './LanPage.module.css';

type Wish = { readonly is_on?: boolean; readonly is_panel_on?: boolean; readonly card?: string | null };

/** The value of a list's first entry, which names no card. */
const likeliest = '';

/** The switches, what is really listened on, and the address to hand on. */
export function WayIn({ lan }: { readonly lan: LanState }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const { send, busy, problem } = useSend(lanSwitchEndpoint, { refreshes: [lanEndpoint.path] });
  const { is_on, is_panel_on, is_fixed: isFixed, card, cards, url } = lan;

  async function save(wish: Wish): Promise<boolean> {
    const answer = await send({ is_on, is_panel_on, card, ...wish });
    return answer.ok;
  }
  async function flip(isOn: boolean): Promise<boolean> {
    if (isOn) return save({ is_on: true });
    setAsking(true);
    return Promise.resolve(false);
  }
  async function switchOff(): Promise<void> {
    if (await save({ is_on: false })) setAsking(false);
  }

  return (
    <Card isRows>
      <CardRow titleId="lan-switch" title={t('panel.lan.switch')} text={<WhatIsBound lan={lan} />}>
        {!isFixed && <Switch labelledBy="lan-switch" isOn={is_on} onChange={flip} />}
      </CardRow>
      {url !== null && <Address url={url} />}
      {!isFixed && is_on && <LocalName name={lan.name} />}
      {!isFixed && cards.length > 1 && (
        <CardChoice lan={lan} busy={busy} onChange={(name) => void save({ card: name })} />
      )}
      <PanelSwitch lan={lan} onChange={(isOn) => save({ is_panel_on: isOn })} />
      {!isAsking && <ProblemText problem={problem} />}
      {isAsking && (
        <ConfirmDialog
          title={t('panel.lan.off-confirm')}
          confirm={t('panel.lan.off-do')}
          cancel={t('panel.lan.keep')}
          busy={busy}
          problem={problem}
          onConfirm={() => void switchOff()}
          onCancel={() => setAsking(false)}
        >
          {t('panel.lan.off-text')}
        </ConfirmDialog>
      )}
    </Card>
  );
}

function Address({ url }: { readonly url: string }) {
  const t = useText();
  return (
    <CardRow title={t('panel.lan.address')} text={<b className={styles.address}>{bare(url)}</b>}>
      <CopyButton text={url} label={t('panel.lan.copy')} size="small" />
    </CardRow>
  );
}

type PanelProps = { readonly lan: LanState; readonly onChange: (isOn: boolean) => Promise<boolean> };

function PanelSwitch({ lan: { is_panel_on: isOn, is_panel_fixed: isFixed }, onChange }: PanelProps) {
  const t = useText();
  return (
    <CardRow
      titleId="lan-panel"
      title={t('panel.lan.panel')}
      text={
        <span className={isOn ? styles.warning : undefined}>
          {t(isOn ? 'panel.lan.panel-warn' : 'panel.lan.panel-off')} {isFixed && t('panel.lan.panel-fixed')}
        </span>
      }
    >
      <Switch labelledBy="lan-panel" isOn={isOn} disabled={isFixed} onChange={onChange} />
    </CardRow>
  );
}

type ChoiceProps = {
  readonly lan: LanState;
  readonly busy: boolean;
  readonly onChange: (card: string | null) => void;
};

/** By which card of several. */
function CardChoice({ lan: { card, cards }, busy, onChange }: ChoiceProps) {
  const t = useText();
  return (
    <CardRow title={t('panel.lan.card')}>
      <Select
        hidesLabel
        label={t('panel.lan.card')}
        options={[
          { value: likeliest, label: t('panel.lan.card-auto') },
          ...cards.map(({ name, address }) => ({ value: name, label: name, hint: address })),
        ]}
        value={card ?? likeliest}
        disabled={busy}
        onChange={(name) => onChange(name === likeliest ? null : name)}
      />
    </CardRow>
  );
}

function WhatIsBound({
  lan: { is_fixed: isFixed, is_on: isOn, bound, trouble, wanted_port: wanted },
}: {
  readonly lan: LanState;
}) {
  const t = useText();
  if (isFixed) return t('panel.lan.fixed');
  if (trouble !== null) return <span className={styles.warning}>{t(`panel.lan.${trouble}`)}</span>;
  if (!isOn || bound === null) return t('panel.lan.off');
  const { port } = bound;
  return (
    <>
      {t('panel.lan.bound', bound)} {port !== wanted && t('panel.lan.other-port', { wanted, port })}
    </>
  );
}
