import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSecret, type RawEnvironment, readEnvironment } from '../config/env.ts';
import { configFileName, parseConfig } from '../config/load-config.ts';
import { makeFolder } from '../files/make-folder.ts';
import { copyFonts, writeSchema } from './demo-files.ts';
import { drawTemplate } from './draw-template.ts';
import { starterConfig, type WantedCenter } from './starter-config.ts';
import { starterWording } from './template-wording.ts';

type KeyPair = { readonly privatePath: string; readonly publicPath: string; readonly bits: number };
type Parts = {
  readonly environment: RawEnvironment;
  readonly writeKeyPair: (pair: KeyPair) => Promise<unknown>;
  /** Hears of what comes next. */
  readonly onStep?: (step: 'files' | 'keys') => void;
};

/** Makes a missing or empty folder into a center without students, whole or not at all. Keys and secret are its own. */
export async function makeEmptyCenter(folder: string, wanted: WantedCenter, parts: Parts): Promise<void> {
  const configText = JSON.stringify(starterConfig(wanted), null, 2);
  await makeFolder(folder, configFileName, (staged) => fill(staged, configText, parts));
}

async function fill(folder: string, configText: string, { environment, writeKeyPair, onStep }: Parts): Promise<void> {
  const config = parseConfig(configText, configFileName);
  onStep?.('files');
  const fonts = copyFonts(folder);
  mkdirSync(join(folder, 'templates'));
  const wording = { ...starterWording[config.project.locale], exam: config.rounds[0]?.label ?? '' };
  for (const round of config.rounds) {
    writeFileSync(join(folder, round.pdf), await drawTemplate({ config, round, fonts, wording }));
  }
  onStep?.('keys');
  const { private_key_path: privateName, public_key_path: publicName } = config.features.qr_verify;
  await writeKeyPair({ privatePath: join(folder, privateName), publicPath: join(folder, publicName), bits: 2048 });
  ensureSecret(folder, readEnvironment(folder, environment));
  writeSchema(folder);
  writeFileSync(join(folder, configFileName), `${configText}\n`);
}
