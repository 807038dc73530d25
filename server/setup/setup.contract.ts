import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

/**
 * What the center begins as: one with made-up students, a new one, a folder that is there
 * already, or a backup.
 */
export type Way = z.infer<typeof Way>;
const Way = z.enum(['demo', 'empty', 'adopt', 'restore']);

/** What is being done, in the order in which it comes. */
export type MakingStep = z.infer<typeof MakingStep>;
const MakingStep = z.enum(['unpacking', 'files', 'students', 'keys', 'checking', 'copying', 'indexing', 'opening']);

/**
 * How far the first run is: `center` asks what to begin with, `making` is at work, `restore` has opened a backup and
 * waits for a word, `account` asks for the first super-admin, `done` has nothing left to ask.
 */
export type SetupState = z.infer<typeof SetupState>;
const SetupState = z.object({
  step: z.enum(['center', 'making', 'restore', 'account', 'done']),
  /** The system's, until the center has its own. */
  locale: z.enum(['vi', 'en']),
  /** The folder that is the center, or becomes it. */
  place: z.string(),
  /** Why nothing can be made at `place` as it is, or what is missing there: `folder` says where. */
  obstacle: z.object({ kind: z.enum(['not-empty', 'lost']), folder: z.string() }).nullable(),
  /** `rows`: of `unpacking` hundredths. */
  making: z.object({ way: Way, step: MakingStep, rows: z.number() }).nullable(),
  /** The backup that was opened and counted; nothing has changed yet. `file` is its path. */
  opened: z
    .object({
      file: z.string(),
      name: z.string(),
      made_at: z.string(),
      students: z.int(),
      accounts: z.int(),
      log: z.int(),
    })
    .nullable(),
  /** Why the last try came to nothing. */
  problem: z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  /** The center's, once there is one. */
  name: z.string().nullable(),
});

export const setupEndpoint = defineEndpoint({
  method: 'get',
  path: '/api/setup',
  access: 'public',
  request: z.object({}),
  response: SetupState,
});

export type CenterRequest = z.infer<typeof CenterRequest>;
const CenterRequest = z.object({
  way: Way,
  /** Of the center, for `empty`. */
  name: z.string().trim().default(''),
  /** The new center's language, for `empty`. */
  locale: z.enum(['vi', 'en']).default('vi'),
  /** The one to take, for `adopt`. */
  folder: z.string().trim().default(''),
  /** The backup, and its recovery key, for `restore`. */
  file: z.string().trim().max(1_000).default(''),
  identity: z.string().max(1_000).default(''),
});

/** Begins the work; how it goes on is asked by `setupEndpoint`. */
export const setupCenterEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/setup/center',
  access: 'public',
  request: CenterRequest,
  response: SetupState,
});

/** The word that an opened backup waits for: whether it becomes the center. Refuses `setup.not-opened`. */
export const setupRestoreEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/setup/restore',
  access: 'public',
  request: z.object({ is_wanted: z.boolean() }),
  response: SetupState,
});

export type FolderList = z.infer<typeof FolderList>;
const FolderList = z.object({
  path: z.string(),
  /** Null at the top. */
  parent: z.string().nullable(),
  /** This folder itself has a config. */
  is_center: z.boolean(),
  folders: z.array(z.object({ name: z.string(), path: z.string(), is_center: z.boolean() })),
  /** Backups there. */
  files: z.array(z.object({ name: z.string(), path: z.string() })),
  /** There are more than are shown. */
  is_cut: z.boolean(),
});

/** Folders in a folder of this PC; the user's own where no path is given. */
export const setupFoldersEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/setup/folders',
  access: 'public',
  request: z.object({ path: z.string().trim().default('') }),
  response: FolderList,
});

export type AccountRequest = z.infer<typeof AccountRequest>;
const AccountRequest = z.object({ email: z.string().default(''), password: z.string().default('') });

/** The first super-admin, where no account was made yet. */
export const setupAccountEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/setup/account',
  access: 'public',
  request: AccountRequest,
  response: z.object({ auth_mode: z.enum(['password', 'otp_email', 'magic_link']) }),
});
