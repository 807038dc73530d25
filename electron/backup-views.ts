import type { z } from 'zod';
import type { TextKey } from '../server/i18n/translate.ts';
import type { menuAnswers } from '../server/desktop/menu.contract.ts';
import type { LocalView } from './bridge.contract.ts';
import type { Words } from './notices.ts';
import type { Answered } from './server-asks.ts';

type Exported = z.infer<(typeof menuAnswers)['backup.export']>;
type Opened = z.infer<(typeof menuAnswers)['restore.open']>;
type Refused = Extract<Answered<never>, { ok: false }>;
type Work = 'backup' | 'restore.open' | 'restore.commit';

const counted = ['students', 'accounts', 'log'] as const;

function empty({ locale }: Words) {
  return { locale, isBusy: false, line: '', problem: null, buttons: [], details: null };
}

/** While it goes on. */
export function busyView(words: Words, work: Work): LocalView {
  const { t } = words;
  const texts: Readonly<Record<Work, readonly [TextKey, TextKey]>> = {
    backup: ['desktop.backup.busy', 'desktop.backup.busy.text'],
    'restore.open': ['desktop.restore.opening', 'desktop.restore.opening.text'],
    'restore.commit': ['desktop.restore.busy', 'desktop.restore.busy.text'],
  };
  const [title, text] = texts[work];
  return { ...empty(words), title: t(title), text: t(text), isBusy: true };
}

/** What the backup holds, and where it lies. */
export function exportedView(words: Words, { path, bytes, counts }: Exported): LocalView {
  const { t } = words;
  const number = new Intl.NumberFormat(words.locale);
  const rows = [
    [t('desktop.backup.file'), path],
    [t('desktop.backup.size'), `${(bytes / 1024 ** 2).toFixed(1)} MiB`],
    ...counted.map((what) => [t(`desktop.count.${what}`), number.format(counts[what])]),
  ];
  return {
    ...empty(words),
    title: t('desktop.backup.done'),
    text: t('desktop.backup.done.text'),
    table: { head: [], rows },
    buttons: [{ id: 'show', label: t('desktop.backup.show'), isPrimary: true }, closeButton(words)],
  };
}

/** `refused` is what became of the last key. */
export function askKeyView(words: Words, file: string, refused: Refused | null): LocalView {
  const { t } = words;
  const said = refused?.code === 'no-server' ? t('desktop.no-server') : (refused?.message ?? '');
  return {
    ...empty(words),
    title: t('desktop.restore.key'),
    text: file,
    problem: refused && { title: t('desktop.restore.not-opened'), text: said },
    field: { label: t('desktop.restore.key.label'), hint: t('desktop.restore.key.hint'), submit: 'open' },
    buttons: [{ id: 'open', label: t('desktop.restore.open'), isPrimary: true }, closeButton(words, 'desktop.cancel')],
  };
}

/** What is there now beside what would be there then. */
export function compareView(words: Words, { name, made_at: madeAt, now, then, lost_entries: lost }: Opened): LocalView {
  const { t, locale } = words;
  const number = new Intl.NumberFormat(locale);
  const shown = (counts: typeof now, what: (typeof counted)[number]) => (counts ? number.format(counts[what]) : '–');
  const rows = counted.map((what) => [t(`desktop.count.${what}`), shown(now, what), shown(then, what)]);
  const time = new Date(madeAt).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' });
  return {
    ...empty(words),
    title: t('desktop.restore.compare'),
    text: t('desktop.restore.compare.text', { name, time }),
    line: lost > 0 ? t('desktop.restore.lost', { count: number.format(lost) }) : '',
    table: { head: ['', t('desktop.restore.now'), t('desktop.restore.then')], rows },
    buttons: [
      { id: 'commit', label: t('desktop.restore.commit'), isPrimary: true },
      closeButton(words, 'desktop.cancel'),
    ],
  };
}

export function restoredView(words: Words, answered: Answered<unknown>): LocalView {
  const { t } = words;
  const buttons = [closeButton(words)];
  if (answered.ok)
    return { ...empty(words), title: t('desktop.restore.done'), text: t('desktop.restore.done.text'), buttons };
  const text = answered.code === 'no-server' ? t('desktop.no-server') : answered.message;
  const problem = { title: t('desktop.restore.why'), text };
  return {
    ...empty(words),
    title: t('desktop.restore.failed'),
    text: t('desktop.restore.failed.text'),
    problem,
    buttons,
  };
}

function closeButton({ t }: Words, label: TextKey = 'desktop.close') {
  return { id: 'close', label: t(label), isPrimary: false };
}
