import type { Translate } from '../server/i18n/translate.ts';
import { maxTries } from './backoff.ts';
import type { LocalView } from './bridge.contract.ts';
import type { ServerState } from './server-process.ts';

const portTaken = 4;

type Told = {
  readonly state: Exclude<ServerState, { is: 'ready' }>;
  readonly locale: 'vi' | 'en';
  readonly t: Translate;
  readonly lines: readonly string[];
};

/** What the window says while no server answers. */
export function serverView(told: Told): LocalView {
  const { state, locale, t } = told;
  const empty = { locale, line: '', problem: null, buttons: [], details: null };
  if (state.is === 'stopping') {
    return { ...empty, title: t('desktop.stopping.title'), text: t('desktop.stopping.text'), isBusy: true };
  }
  if (state.is === 'starting' && state.attempt === 0) {
    return { ...empty, title: t('desktop.starting.title'), text: t('desktop.starting.text'), isBusy: true };
  }
  return state.is === 'failed' ? failedView(state, told) : restartingView(state, told);
}

function failedView(
  { exitCode, message }: Extract<ServerState, { is: 'failed' }>,
  { locale, t, lines }: Told,
): LocalView {
  const isPort = exitCode === portTaken;
  const again = button('retry', t('desktop.start-again'), !isPort);
  const cures = isPort ? [button('other-port', t('desktop.other-port'), true), again] : [again];
  const tried = exitCode === null ? `${t('desktop.failed.tried', { tries: maxTries })} ` : '';
  return {
    locale,
    title: t('desktop.failed.title'),
    text: `${tried}${t('desktop.failed.text')}`,
    isBusy: false,
    line: '',
    problem: message === '' ? null : { title: t('desktop.failed.reason'), text: message },
    buttons: [...cures, ...helpButtons(t)],
    details: detailsOf(t, lines),
  };
}

function restartingView(
  state: Extract<ServerState, { is: 'starting' | 'restarting' }>,
  { locale, t, lines }: Told,
): LocalView {
  const facts = { attempt: state.attempt, tries: maxTries };
  const isWaiting = state.is === 'restarting';
  const seconds = isWaiting ? Math.ceil(state.delayMs / 1000) : 0;
  return {
    locale,
    title: t('desktop.restarting.title'),
    text: t('desktop.restarting.text'),
    isBusy: true,
    line: isWaiting ? t('desktop.restarting.wait', { ...facts, seconds }) : t('desktop.restarting.now', facts),
    problem: null,
    buttons: [button('retry', t('desktop.try-now'), true), ...helpButtons(t)],
    details: detailsOf(t, lines),
  };
}

const button = (id: string, label: string, isPrimary = false) => ({ id, label, isPrimary });
const helpButtons = (t: Translate) => [
  button('open-logs', t('desktop.open-logs')),
  button('copy-details', t('desktop.copy-details')),
];
const detailsOf = (t: Translate, lines: readonly string[]) =>
  lines.length === 0 ? null : { label: t('desktop.details'), lines };
