import { type Command, Option } from 'commander';
import { join } from 'node:path';
import { createAudit } from '../audit/audit.ts';
import { createAuditStore } from '../audit/audit.store.ts';
import type { Role } from '../caller.ts';
import type { AddCommands, Cli } from '../cli/cli.ts';
import { CommandFailure } from '../cli/errors.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { closeDatabase, type Database, openDatabase } from '../db/open-database.ts';
import { createRecordDigests } from '../db/record-digests.ts';
import { createRecordHistory } from '../db/record-history.ts';
import { createTransactions } from '../db/transactions.ts';
import { openRecords } from '../opening/open-records.ts';
import { systemRandom } from '../random.ts';
import { createPasswords } from './passwords.ts';
import { createSessionStore } from './sessions.store.ts';
import { createUsers, type Users } from './users.ts';
import { createUserStore } from './users.store.ts';

/** `admin create EMAIL`: a staff account. Works beside a running server: access to the folder is the proof. */
export const addAdmin: AddCommands = (program, cli) => {
  const { t } = cli;
  const create = program
    .command('admin')
    .description(t('cli.admin.about'))
    .command('create <email>')
    .description(t('cli.admin.create.about'))
    .addOption(new Option('--role <role>', t('cli.admin.role')).choices(['super-admin', 'admin', 'viewer']));
  create.action((email: string, { role }: { readonly role?: Role }) => createAccount(create, cli, { email, role }));
};

type Wanted = { readonly email: string; readonly role: Role | undefined };

async function createAccount(command: Command, cli: Cli, { email, role: asked }: Wanted): Promise<void> {
  const { t } = cli;
  // Before the folder is taken: nobody knows how long the person types.
  const password = await cli.askSecret(t('cli.admin.password', { email }));
  if (password === '') throw new CommandFailure(2, t('cli.admin.no-password'));
  await withUsers(command, cli, async (users) => {
    const isFirst = !users.areThere();
    // Nobody else could make accounts or open and close the lookup.
    const role = asked ?? (isFirst ? 'super-admin' : 'admin');
    const user = await users.create(email, role, password);
    cli.print(t('cli.admin.made', { email: user.email, role }));
    if (isFirst) cli.print(t(role === 'super-admin' ? 'cli.admin.first' : 'cli.admin.first-lesser'));
  });
}

/** Opens the accounts of the center folder, beside a running server or with the folder to itself, and closes them. */
async function withUsers(command: Command, cli: Cli, work: (users: Users) => Promise<void>): Promise<void> {
  const folder = cli.folderOf(command);
  const records = await openRecords(folder, loadConfig(join(folder, configFileName)), cli);
  const db = openDatabase(records.databasePath);
  try {
    await work(usersOf(db, cli));
  } finally {
    closeDatabase(db);
    records.release();
  }
}

function usersOf(db: Database, { clock, log }: Cli): Users {
  const inTransaction = createTransactions(db, (error) => {
    throw error;
  });
  return createUsers({
    store: createUserStore(db),
    sessions: createSessionStore(db),
    passwords: createPasswords({ randomBytes: systemRandom.bytes }),
    audit: createAudit({ store: createAuditStore(db), inTransaction, clock, log }),
    digests: createRecordDigests(db),
    history: createRecordHistory(db, clock),
    inTransaction,
    clock,
    random: systemRandom,
  });
}
