import type { Audit } from '../audit/audit.ts';
import type { Actor, SignedInCaller } from '../caller.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { type Card, chooseCard, sortCards } from './cards.ts';
import type { LanNameRequest, LanPosterRequest, LanState, LanSwitchRequest } from './lan.contract.ts';
import type { LanSettings, LanStore } from './lan.store.ts';
import { createLocalName, type NameService } from './local-name.ts';
import type { PosterFacts } from './poster.ts';

/** The way out to the network, which lies below the center. */
export type Network = {
  /** The host was given by hand: then that decides, and nothing here opens or closes. */
  readonly isFixed: boolean;
  /** The port of this PC's own pages. */
  readonly port: () => number;
  readonly cards: () => readonly Card[];
  /** Listens on the address; gives the port, which is another one where the own is taken. */
  readonly open: (address: string) => Promise<number>;
  readonly close: () => Promise<void>;
  /** Answers to a name on the address that is listened on. */
  readonly names: NameService;
};

type Parts = {
  readonly store: LanStore;
  readonly network: Network;
  /** PANEL_ON_LAN, or a proxy that guards. */
  readonly isPanelFixed: boolean;
  readonly publicBaseUrl: () => string;
  readonly centerName: string;
  readonly slug: string;
  readonly brand: string;
  readonly drawPoster: (facts: PosterFacts) => Promise<Uint8Array>;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears when the network was opened or closed. */
  readonly onChange: () => void;
};

/** Who did it, for the log; empty for the program's menu. */
type By = { readonly userId?: string; readonly userEmail?: string; readonly ip?: string; readonly session?: string };

const pollMs = 10_000;
const testMs = 3_000;

export type Lan = ReturnType<typeof createLan>;

/** Whether others on the network get in, where, and the poster that tells them. Cables and Wi-Fi come and go: polled. */
export function createLan(parts: Parts) {
  const { store, network, isPanelFixed, publicBaseUrl, audit, inTransaction, clock, log } = parts;
  const name = createLocalName({ ...parts, service: network.names });
  let bound: { readonly address: string; readonly port: number } | null = null;
  let trouble: LanState['trouble'] = null;
  let turn: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let lastTold = '';

  /** One at a time: two settlings at once would bind twice. */
  function settle(): Promise<void> {
    turn = turn.then(settleNow);
    return turn;
  }

  async function settleNow(): Promise<void> {
    if (network.isFixed) return;
    const { is_on: isOn, card } = store.read();
    const wanted = isOn ? chooseCard(network.cards(), card) : null;
    await moveTo(wanted, isOn);
    tellChange(isOn);
    await name.follow(bound?.address ?? null);
  }

  async function moveTo(wanted: Card | null, isOn: boolean): Promise<void> {
    if (bound !== null && wanted?.address !== bound.address) {
      bound = null;
      await network.close();
    }
    if (wanted === null) trouble = isOn ? 'no-network' : null;
    else if (bound === null) await open(wanted);
  }

  function tellChange(isOn: boolean): void {
    const told = `${isOn} ${url()}`;
    if (told !== lastTold) parts.onChange();
    lastTold = told;
  }

  async function open({ address }: Card): Promise<void> {
    try {
      bound = { address, port: await network.open(address) };
      trouble = null;
      log.info('lan.open', bound);
    } catch (error) {
      // Tried again at the next poll, said once.
      if (trouble !== 'refused') log.warn('lan.refused', { address, reason: String(error) });
      trouble = 'refused';
    }
  }

  /** Follows what was switched before, and the network as it comes and goes. */
  function start(): void {
    if (network.isFixed) return;
    timer = setInterval(() => void settle(), pollMs);
    timer.unref();
    void settle();
  }

  /** At once, instead of at the next poll. */
  function look(): void {
    void settle();
  }

  function isPanelOn(): boolean {
    return isPanelFixed || store.read().is_panel_on;
  }

  /** What others type; null while only this PC gets in. */
  function url(): string | null {
    const base = publicBaseUrl();
    return /^https?:\/\/(localhost|127\.|\[::1\])/.test(base) && !isBound(base) ? null : base;
  }
  /** A second loopback address plays the network in tests, and is one to those on the same PC. */
  function isBound(base: string): boolean {
    return bound !== null && new URL(base).hostname === bound.address;
  }

  /** The name beside the address, as others type it; null while nobody answers to it. */
  function nameUrl(): string | null {
    return name.state(bound?.port ?? null).url;
  }

  function state(): LanState {
    const { card, is_on: isOn } = store.read();
    return {
      is_fixed: network.isFixed,
      is_on: isOn,
      is_panel_on: isPanelOn(),
      is_panel_fixed: isPanelFixed,
      bound,
      url: url(),
      name: name.state(bound?.port ?? null),
      trouble,
      wanted_port: network.port(),
      cards: sortCards(network.cards()),
      card,
      poster: store.readPoster(),
      platform: process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'mac' : 'linux',
    };
  }

  async function change(asked: LanSwitchRequest, { actor, address }: SignedInCaller): Promise<LanState> {
    const { is_on, is_panel_on, card } = asked;
    await write({ is_on, is_panel_on, card }, by(actor, address));
    return state();
  }

  /** For the menu of the program on this PC. */
  async function switchTo(isOn: boolean): Promise<void> {
    await write({ ...store.read(), is_on: isOn }, {});
  }

  async function write(settings: LanSettings, who: By): Promise<void> {
    const { is_on, is_panel_on } = settings;
    inTransaction(() => {
      store.write(settings, toInstant(clock.now()));
      audit.append({ ...who, action: 'lan.switch', metadata: { is_on, is_panel_on } });
    });
    await settle();
  }

  async function rename({ name: chosen }: LanNameRequest, { actor, address }: SignedInCaller): Promise<LanState> {
    inTransaction(() => {
      store.writeName(chosen, toInstant(clock.now()));
      audit.append({ ...by(actor, address), action: 'lan.name', metadata: { name: `${chosen}.local` } });
    });
    await settle();
    return state();
  }

  async function test(): Promise<{ url: string; is_answered: boolean; ms: number }> {
    const base = requireUrl();
    const start = clock.elapsed();
    const answer = await fetch(`${base}/health`, { signal: AbortSignal.timeout(testMs), redirect: 'error' }).catch(
      () => null,
    );
    await answer?.body?.cancel();
    return { url: base, is_answered: answer?.ok === true, ms: Math.round(clock.elapsed() - start) };
  }

  async function makePoster(
    { locale, wifi }: LanPosterRequest,
    { actor, address }: SignedInCaller,
  ): Promise<Uint8Array> {
    const base = requireUrl();
    const at = toInstant(clock.now());
    const { centerName, brand } = parts;
    const pdf = await parts.drawPoster({ locale, wifi, url: base, nameUrl: nameUrl(), at, centerName, brand });
    inTransaction(() => {
      store.writePoster({ url: base, at, wifi });
      audit.append({ ...by(actor, address), action: 'lan.poster' });
    });
    return pdf;
  }

  function requireUrl(): string {
    const base = url();
    if (base === null)
      throw new Refusal('conflict', 'lan.off', 'nobody on the network gets in yet: switch it on first');
    return base;
  }

  async function close(): Promise<void> {
    clearInterval(timer);
    await turn;
    await name.follow(null);
  }

  return { start, look, state, change, switchTo, rename, nameUrl, test, makePoster, isPanelOn, close };
}

function by({ userId, email, jti }: Actor, address: string): By {
  return { userId, userEmail: email, ip: address, session: jti };
}
