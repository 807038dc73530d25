import { type Command, Option } from 'commander';
import { join } from 'node:path';
import { createAudit } from '../audit/audit.ts';
import { createAuditStore } from '../audit/audit.store.ts';
import type { Role } from '../caller.ts';
import type { AddCommands, Cli } from '../cli/cli.ts';
import { CommandFailure } from '../cli/errors.ts';
import { readEnvironment } from '../config/env.ts';
import { configFileName, loadConfig } from '../config/load-config.ts';
import { acquireInstanceLock, type InstanceLock } from '../db/instance-lock.ts';
import type { Database } from '../db/open-database.ts';
import { createRecordDigests } from '../db/record-digests.ts';
import { createRecordHistory } from '../db/record-history.ts';
import { StartProblem } from '../db/start-problem.ts';
import { createTransactions } from '../db/transactions.ts';
import { openCenterDatabase } from '../opening/open-center-database.ts';
import { centerPaths } from '../opening/paths.ts';
import { systemRandom } from '../random.ts';
import { createPasswords } from './passwords.ts';
import { createUsers, type Users } from './users.ts';
import { createUserStore } from './users.store.ts';

/** `admin create EMAIL`: a staff account. Works beside a running server: access to the folder is the proof. */
export const addAdmin: AddCommands = (program, cli) => {
  const create = program
    .command('admin')
    .description('staff accounts of the center')
    .command('create <email>')
    .description('make an account; the password is asked for, or read as one line from stdin')
    .addOption(
      new Option('--role <role>', 'what the account may do')
        .choices(['super-admin', 'admin', 'viewer'])
        .default('admin'),
    );
  create.action((email: string, { role }: { readonly role: Role }) => createAccount(create, cli, { email, role }));
};

type Wanted = { readonly email: string; readonly role: Role };

async function createAccount(command: Command, cli: Cli, { email, role }: Wanted): Promise<void> {
  const folder = cli.folderOf(command);
  const config = loadConfig(join(folder, configFileName));
  const paths = centerPaths(folder, config, readEnvironment(folder, cli.environment).KV_LOCAL_PATH);
  const password = await cli.askSecret(`Password of ${email}: `);
  if (password === '') throw new CommandFailure(2, 'no password was given: type one, or send one line on stdin');
  const lock = lockUnlessRunning(paths.data, cli);
  const database = await openCenterDatabase({ paths, config, log: cli.log });
  try {
    const user = await usersOf(database.portalDb, cli).create(email, role, password);
    cli.print(`${user.email}: account made, role ${role}`);
  } finally {
    database.close();
    lock?.release();
  }
}

/** Where the server runs it holds the lock and has brought the folder up to date; else nobody may start meanwhile. */
function lockUnlessRunning(dataFolder: string, { clock }: Cli): InstanceLock | null {
  try {
    return acquireInstanceLock(dataFolder, clock);
  } catch (error) {
    if (error instanceof StartProblem && error.kind === 'in-use') return null;
    throw error;
  }
}

function usersOf(db: Database, { clock, log }: Cli): Users {
  const inTransaction = createTransactions(db, (error) => {
    throw error;
  });
  return createUsers({
    store: createUserStore(db),
    passwords: createPasswords({ randomBytes: systemRandom.bytes }),
    audit: createAudit({ store: createAuditStore(db), inTransaction, clock, log }),
    digests: createRecordDigests(db),
    history: createRecordHistory(db, clock),
    inTransaction,
    clock,
    random: systemRandom,
  });
}
