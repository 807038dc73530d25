import { Option } from 'commander';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { createCertificates } from '../certificates/certificates.ts';
import type { AddCommands, Cli } from '../cli/cli.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { createTranslate, type Locale, type Translate } from '../i18n/translate.ts';
import { createLog } from '../log.ts';
import { findBrokenFiles } from '../kept-files/kept-files.ts';
import { readKeptFiles } from '../kept-files/kept-files.store.ts';
import { readPublicKey } from '../verify/key-files.ts';
import { createSigningKeys } from '../verify/signing-keys.ts';
import { checkDatabase } from './database-check.store.ts';
import { writeDiagnostics } from './diagnostics.ts';
import { type DatabaseCheck, examineFolder } from './doctor.ts';
import { describeFinding, type Finding } from './findings.ts';
import { countRows } from './row-counts.store.ts';

type Options = { readonly json?: true; readonly lang?: Locale };

/** `doctor`: what is wrong with a center folder and what to do about it. Ends with 1 where anything is broken. */
export const addDoctor: AddCommands = (program, cli) => {
  const { t } = cli;
  const command = program
    .command('doctor')
    .description(t('cli.doctor.about'))
    .option('--json', t('cli.doctor.json'))
    .addOption(new Option('--lang <locale>', t('cli.doctor.lang')).choices(['vi', 'en']));
  command.action(async (options: Options) => {
    const folder = cli.folderOf(command);
    const findings = await examine(folder, cli);
    if (options.json) cli.print(toJson(folder, findings));
    else printFindings(folder, findings, { print: cli.print, t: options.lang ? createTranslate(options.lang) : t });
    process.exitCode = findings.some(({ level }) => level === 'bad') ? 1 : 0;
  });
};

/** `diagnostics FILE`: a text for whoever helps from afar. Works beside a running server, and without one. */
export const addDiagnostics: AddCommands = (program, cli) => {
  const { t, environment, clock } = cli;
  const command = program.command('diagnostics <file>').description(t('cli.diagnostics.about'));
  command.action(async (file: string) => {
    const root = cli.folderOf(command);
    const findings = await examine(root, cli, withoutRows);
    const path = resolve(cli.currentFolder, file);
    writeFileSync(path, writeDiagnostics({ root, environment, findings, countRows, version: manifest.version, clock }));
    cli.print(t('cli.diagnostics.written', { path }));
  });
};

const asItIs = (check: DatabaseCheck): DatabaseCheck => check;

function withoutRows(check: DatabaseCheck): DatabaseCheck {
  return check.is === 'open' ? { ...check, students: () => [] } : check;
}

/** `look` may pass over rows, which take long where there are many. */
function examine(folder: string, { environment, clock }: Cli, look = asItIs): Promise<Finding[]> {
  // What the parts would log is what they are asked for here.
  const parts = { root: folder, clock, log: createLog(() => undefined, clock.now) };
  return examineFolder({
    folder,
    environment,
    platform: process.platform,
    checkDatabase: (config) => look(checkDatabase(folder, config)),
    keptFiles: () => findBrokenFiles(folder, readKeptFiles(join(folder, 'data', 'portal.db')), { readPublicKey }),
    keyProblems: (config) => createSigningKeys({ config, ...parts }).problems(),
    certificates: (config: CertConfig) =>
      createCertificates({ config, signingKeys: { sign: refuseToSign }, publicBaseUrl: () => '', ...parts }),
  });
}

function refuseToSign(): never {
  throw new Error('an examination signs nothing');
}

function toJson(folder: string, findings: readonly Finding[]): string {
  const [vi, en] = [createTranslate('vi'), createTranslate('en')];
  const told = findings.map((finding) => {
    const inVietnamese = describeFinding(finding, vi);
    const inEnglish = describeFinding(finding, en);
    return {
      ...finding,
      text: { vi: inVietnamese.text, en: inEnglish.text },
      fix: { vi: inVietnamese.fix, en: inEnglish.fix },
    };
  });
  return JSON.stringify({ folder, findings: told }, null, 2);
}

function printFindings(
  folder: string,
  findings: readonly Finding[],
  { print, t }: Pick<Cli, 'print'> & { t: Translate },
) {
  if (findings.length === 0) print(t('doctor.well', { folder }));
  for (const finding of findings) {
    const { text, fix } = describeFinding(finding, t);
    print(`${t(`doctor.level.${finding.level}`)}: ${text}`);
    for (const row of finding.rows ?? []) print(`    ${Object.values(row).join('  ')}`);
    print(`  ${fix}`);
  }
}
