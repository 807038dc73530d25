import { type Command, Option } from 'commander';
import { join } from 'node:path';
import type { Role } from '../caller.ts';
import type { AddCommands, Cli } from '../cli/cli.ts';
import { CommandFailure } from '../cli/errors.ts';
import { toInstant } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { ensureSecret, openSecrets, readEnvironment } from '../config/env.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { closeDatabase, openDatabase } from '../db/open-database.ts';
import { openRecords } from '../opening/open-records.ts';
import { type Accounts, openAccounts } from './open-accounts.ts';
import type { By } from './user-records.ts';
import { toEmailKey } from './users.ts';
import type { User } from './users.store.ts';

const roles = ['super-admin', 'admin', 'viewer'] as const;
/** Access to the folder is the proof; the log names no account for it. */
const atTheMachine: By = { actor: null, address: null };

/** `admin ...`: staff accounts, with the server running or not. */
export const addAdmin: AddCommands = (program, cli) => {
  const { t } = cli;
  const admin = program.command('admin').description(t('cli.admin.about'));
  admin
    .command('create <email>')
    .description(t('cli.admin.create.about'))
    .addOption(new Option('--role <role>', t('cli.admin.role')).choices(roles))
    .action((email: string, { role }: { readonly role?: Role }, command: Command) =>
      create(command, cli, { email, role }),
    );
  admin
    .command('role <email>')
    .description(t('cli.admin.role.about'))
    .addOption(new Option('--role <role>', t('cli.admin.role')).choices(roles).makeOptionMandatory())
    .action((email: string, { role }: { readonly role: Role }, command: Command) =>
      withUser(command, cli, email, ({ users }, { id }) => {
        const user = users.setRole(id, role, atTheMachine);
        cli.print(t('cli.admin.role.done', { email: user.email, role }));
      }),
    );
  addActivity(admin, cli, 'deactivate');
  addActivity(admin, cli, 'activate');
  admin
    .command('reset <email>')
    .description(t('cli.admin.reset.about'))
    .action((email: string, _options: unknown, command: Command) =>
      withUser(command, cli, email, (opened, user) => rescue(opened, cli, user)),
    );
  admin
    .command('rotate-sessions [email]')
    .description(t('cli.admin.rotate.about'))
    .action((email: string | undefined, _options: unknown, command: Command) => rotate(command, cli, email));
};

function addActivity(admin: Command, cli: Cli, name: 'activate' | 'deactivate'): void {
  admin
    .command(`${name} <email>`)
    .description(cli.t(`cli.admin.${name}.about`))
    .action((email: string, _options: unknown, command: Command) =>
      withUser(command, cli, email, ({ users }, { id }) => {
        const user = users.setActive(id, name === 'activate', atTheMachine);
        cli.print(cli.t(`cli.admin.${name}.done`, { email: user.email }));
      }),
    );
}

type Opened = Accounts & { readonly config: CertConfig };
type Wanted = { readonly email: string; readonly role: Role | undefined };

async function create(command: Command, cli: Cli, { email, role: asked }: Wanted): Promise<void> {
  const { t, print } = cli;
  // Before the folder is taken: nobody knows how long the person types.
  const password = await cli.askSecret(t('cli.admin.password', { email }));
  if (password === '') throw new CommandFailure(2, t('cli.admin.no-password'));
  await withAccounts(command, cli, async ({ users }) => {
    const isFirst = !users.areThere();
    // Nobody else could make accounts or open and close the lookup.
    const role = asked ?? (isFirst ? 'super-admin' : 'admin');
    const user = await users.create(email, role, password);
    print(t('cli.admin.made', { email: user.email, role }));
    if (isFirst) print(t(role === 'super-admin' ? 'cli.admin.first' : 'cli.admin.first-lesser'));
  });
}

/** Nobody else need help: whoever may write the folder may come in again. All administrators are told of it. */
async function rescue(opened: Opened, { t, print, note, clock }: Cli, { id, email }: User): Promise<void> {
  const { users, secondFactors, notices, config } = opened;
  const needsPassword = config.admin.auth_mode === 'password';
  const alongside = () => {
    secondFactors.remove(id);
    notices.putRescue(id, { at: toInstant(clock.now()), email });
  };
  const entry = { action: 'admin.rescue' as const, metadata: { second_factor: true }, alongside };
  const { user, code } = await users.reset(id, { needsPassword, ...entry }, atTheMachine);
  if (code === null) print(t('cli.admin.reset.by-mail', { email }));
  else {
    print(t('cli.admin.reset.code', { email, code }));
    print(t('cli.admin.reset.how', { until: user.one_time_until ?? '' }));
  }
  if (user.is_active !== 1) note(t('cli.admin.inactive', { email }));
}

async function rotate(command: Command, cli: Cli, email: string | undefined): Promise<void> {
  const { t, print } = cli;
  if (email === undefined) {
    await withAccounts(command, cli, ({ rotation }) => {
      print(t('cli.admin.rotate.all', { ended: rotation.rotate(atTheMachine) }));
    });
    return;
  }
  await withUser(command, cli, email, ({ users }, user) => {
    print(t('cli.admin.rotate.one', { email: user.email, ended: users.endSessions(user.id, atTheMachine) }));
  });
}

type Work = (opened: Opened) => void | Promise<void>;
type UserWork = (opened: Opened, user: User) => void | Promise<void>;

function withUser(command: Command, cli: Cli, email: string, work: UserWork): Promise<void> {
  return withAccounts(command, cli, (opened) => {
    const user = opened.store.findByEmail(toEmailKey(email));
    if (user) return work(opened, user);
    throw new CommandFailure(1, cli.t('cli.admin.unknown', { email: email.trim() }));
  });
}

/** Opens the accounts of the center folder, beside a running server or with the folder to itself, and closes them. */
async function withAccounts(command: Command, cli: Cli, work: Work): Promise<void> {
  const { clock, log } = cli;
  const folder = cli.folderOf(command);
  const config = loadConfig(join(folder, configFileName));
  const records = await openRecords(folder, config, cli);
  const db = openDatabase(records.databasePath);
  try {
    ensureSecret(folder, readEnvironment(folder, cli.environment));
    const secretFile = openSecrets(folder, cli.environment).jwt;
    await work({ ...openAccounts({ db, secretFile, clock, log }), config });
  } finally {
    closeDatabase(db);
    records.release();
  }
}
