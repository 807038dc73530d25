import type { Backups } from '../backup/backup.ts';
import { createCatalog, type Locale, type TextFacts } from '../i18n/translate.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Lan } from '../lan/lan.ts';
import { Refusal } from '../refusal.ts';
import type { FromServer, ToServer } from './desktop.contract.ts';
import type { DesktopLink } from './desktop-link.ts';
import type { MenuAnswer, MenuAsk } from './menu.contract.ts';

type Parts = {
  readonly desktop: DesktopLink;
  readonly center: { readonly name: string; readonly slug: string; readonly locale: Locale };
  readonly lan: Pick<Lan, 'state' | 'switchTo' | 'test'>;
  readonly jobs: Pick<Jobs, 'list'>;
  readonly backups: Backups['menu'] & Pick<Backups, 'drop'>;
  /** Gives the id by which the import page takes the list. */
  readonly offerList: (path: string) => string;
};
type Acts = { readonly [Act in MenuAsk['act']]: (ask: Extract<MenuAsk, { act: Act }>) => Promise<MenuAnswer<Act>> };

/** What the open center does for the menu of the desktop program, and what that menu shows of it. */
export function serveMenu({ desktop, center, lan, jobs, backups, offerList }: Parts) {
  const { t, isText } = createCatalog(center.locale);
  let isClosed = false;
  const acts: Acts = {
    'lan.switch': async ({ isOn }) => {
      await lan.switchTo(isOn);
      return {};
    },
    'lan.test': async () => {
      const { url, is_answered: isAnswered, ms } = await lan.test();
      return { url, isAnswered, ms };
    },
    'import.offer': ({ path }) => Promise.resolve({ id: offerList(path) }),
    'backup.export': ({ path }) => backups.exportTo(path),
    'restore.open': ({ file, identity }) => backups.openBackup(file, identity),
    'restore.commit': async ({ id }) => {
      await backups.restore(id);
      return {};
    },
    'restore.drop': () => Promise.resolve(backups.drop()),
    work: () => Promise.resolve({ jobs: jobs.list().filter(({ status }) => status === 'running').length }),
  };
  desktop.onMessage((message) => {
    if (message.type === 'ask' && !isClosed) void answer(message);
  });

  async function answer({ id, ask }: Extract<ToServer, { type: 'ask' }>): Promise<void> {
    desktop.tell(await answerTo(id, ask));
  }

  async function answerTo(id: number, ask: MenuAsk): Promise<FromServer> {
    try {
      return { type: 'answered', id, value: await actFor(ask) };
    } catch (error) {
      if (!(error instanceof Refusal)) return { type: 'refused', id, code: 'internal', message: String(error) };
      return { type: 'refused', id, code: error.code, message: wordsFor(error) };
    }
  }

  function actFor(ask: MenuAsk): Promise<unknown> {
    switch (ask.act) {
      case 'lan.switch':
        return acts['lan.switch'](ask);
      case 'lan.test':
        return acts['lan.test'](ask);
      case 'import.offer':
        return acts['import.offer'](ask);
      case 'backup.export':
        return acts['backup.export'](ask);
      case 'restore.open':
        return acts['restore.open'](ask);
      case 'restore.commit':
        return acts['restore.commit'](ask);
      case 'restore.drop':
        return acts['restore.drop'](ask);
      case 'work':
        return acts.work(ask);
    }
  }

  /** As the panel says it. */
  function wordsFor({ code, message, facts }: Refusal): string {
    const key = [`panel.error.${code}`, `error.${code}`].find(isText);
    const told = Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'number' ? fact : String(fact)]);
    return key !== undefined && isText(key) ? t(key, Object.fromEntries(told) as TextFacts) : message;
  }

  /** At the start and whenever the network opened or closed. */
  function tell(): void {
    if (isClosed) return;
    const { is_fixed: isFixed, is_on: isOn, url } = lan.state();
    desktop.tell({ type: 'center', center: { name: center.name, slug: center.slug, lan: { isFixed, isOn, url } } });
  }

  function close(): void {
    isClosed = true;
  }

  return { tell, close };
}
