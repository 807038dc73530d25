import { setImmediate as turn } from 'node:timers/promises';
import type { Caller } from '../caller.ts';
import { ConfigError } from '../config/load-config.ts';
import { StartProblem } from '../db/start-problem.ts';
import type { Locale } from '../i18n/translate.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { browseFolders } from './browse-folders.ts';
import { requireDesk } from './desk.ts';
import type { CenterRequest, FolderList, MakingStep, SetupState, Way } from './setup.contract.ts';

type Progress = (step: MakingStep, rows?: number) => void;

/** Each makes the center whole or leaves everything as it was. */
export type Makers = {
  readonly demo: (tell: Progress) => Promise<void>;
  readonly empty: (wanted: Pick<CenterRequest, 'name' | 'locale'>, tell: Progress) => Promise<void>;
  readonly adopt: (folder: string, tell: Progress) => Promise<void>;
  /** `confirm` waits for who sits at the PC; what it throws ends it with everything as it was. */
  readonly restore: (
    wanted: Pick<CenterRequest, 'file' | 'identity'>,
    tell: Progress,
    confirm: (opened: Opened) => Promise<void>,
  ) => Promise<void>;
};
export type Opened = Omit<NonNullable<SetupState['opened']>, 'file'>;

type Parts = {
  /** The folder that becomes the center. */
  readonly place: string;
  readonly obstacle: () => SetupState['obstacle'];
  /** The system's language. */
  readonly locale: Locale;
  readonly homeFolder: string;
  readonly makers: Makers;
  /** The center is there; another server takes over. */
  readonly onMade: (way: Way) => void;
  readonly log: Log;
};

export type Setup = ReturnType<typeof createSetup>;

const nameMaxLength = 120;
/** What the file system says, as the page has words for it. Source: POSIX, errno.h. */
const codeOf: Readonly<Record<string, string>> = {
  ENOSPC: 'setup.folder-no-room',
  EACCES: 'setup.folder-unwritable',
  EPERM: 'setup.folder-unwritable',
  EROFS: 'setup.folder-unwritable',
};

/** The first run, from no config to one. Only for who sits at the PC (`setup.elsewhere`). */
export function createSetup({ place, obstacle, locale, homeFolder, makers, onMade, log }: Parts) {
  let making: SetupState['making'] = null;
  let problem: SetupState['problem'] = null;
  /** A backup that waits, and what it waits for. */
  let waiting: { readonly opened: SetupState['opened']; readonly decide: (isWanted: boolean) => void } | null = null;

  function state(caller: Caller): SetupState {
    requireDesk(caller);
    const step = waiting ? 'restore' : making ? 'making' : 'center';
    const opened = waiting?.opened ?? null;
    return { step, locale, place, obstacle: making ? null : obstacle(), making, opened, problem, name: null };
  }

  /** The word for an opened backup: it becomes the center, or nothing has happened. Refuses `setup.not-opened`. */
  function decide(isWanted: boolean, caller: Caller): SetupState {
    requireDesk(caller);
    if (!waiting) throw new Refusal('conflict', 'setup.not-opened', 'no backup is open: choose one first');
    waiting.decide(isWanted);
    waiting = null;
    if (!isWanted) making = null;
    return state(caller);
  }

  async function confirm(file: string, opened: Opened): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    waiting = { opened: { file, ...opened }, decide: resolve };
    if (!(await promise)) throw new Refusal('conflict', 'setup.not-wanted', 'the backup was not wanted');
  }

  /** Begins. Refuses a missing or too long name, a second beginning beside the first, a place that holds something. */
  function begin(asked: CenterRequest, caller: Caller): SetupState {
    requireDesk(caller);
    if (making) throw new Refusal('conflict', 'setup.running', 'the center is being made already');
    requireSense(asked);
    problem = null;
    void make(asked);
    return state(caller);
  }

  function requireName(name: string): void {
    if (name === '') throw invalid('name', 'the center needs a name');
    if (name.length <= nameMaxLength) return;
    throw invalid('name-long', `a name has at most ${nameMaxLength} characters`, { most: nameMaxLength });
  }

  function requireSense({ way, name, folder, file }: CenterRequest): void {
    if (way === 'empty') requireName(name);
    if (way === 'adopt' && folder === '') throw invalid('folder', 'name the folder to take');
    if (way === 'restore' && file === '') throw invalid('file', 'name the backup to restore');
    const found = obstacle();
    if (found?.kind === 'not-empty') {
      throw invalid('place-not-empty', `${place} is not empty and has no config`, { folder: place });
    }
  }

  async function make(asked: CenterRequest): Promise<void> {
    const { way } = asked;
    const tell: Progress = (step, rows = 0) => {
      making = { way, step, rows };
    };
    tell(way === 'adopt' ? 'checking' : way === 'restore' ? 'unpacking' : 'files');
    try {
      // The answer to who began it leaves first: making a center keeps this thread busy.
      await turn();
      await makerOf(asked, tell);
      tell('opening');
      log.info('setup.made', { way });
      onMade(way);
    } catch (error) {
      making = null;
      problem = error instanceof Refusal && error.code === 'setup.not-wanted' ? null : toProblem(error);
    }
  }

  function makerOf(asked: CenterRequest, tell: Progress): Promise<void> {
    switch (asked.way) {
      case 'demo':
        return makers.demo(tell);
      case 'empty':
        return makers.empty(asked, tell);
      case 'adopt':
        return makers.adopt(asked.folder, tell);
      case 'restore':
        return makers.restore(asked, tell, (opened) => confirm(asked.file, opened));
    }
  }

  function toProblem(error: unknown): SetupState['problem'] {
    if (error instanceof StartProblem) {
      return { code: `setup.folder-${error.kind}`, facts: { folder: error.path, ...error.facts } };
    }
    if (error instanceof ConfigError) return { code: 'setup.config', facts: { message: error.message } };
    if (error instanceof Refusal) {
      const facts = Object.entries({ folder: '', ...error.facts }).map(([name, fact]) => [name, fact]);
      return { code: error.code, facts: Object.fromEntries(facts) as Record<string, string | number> };
    }
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    log.error('setup.failed', { stack });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { code: codeOf[code] ?? 'setup.failed', facts: { folder: place, reason: code } };
  }

  function folders({ path }: { readonly path: string }, caller: Caller): FolderList {
    requireDesk(caller);
    return browseFolders(path, homeFolder);
  }

  return { state, begin, decide, folders };
}

const invalid = (what: string, message: string, facts = {}) => new Refusal('invalid', `setup.${what}`, message, facts);
