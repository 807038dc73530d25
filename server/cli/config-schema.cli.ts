import { configJsonSchema } from '../config/json-schema.ts';
import type { AddCommands } from './cli.ts';

/** `config schema`: the JSON Schema of cert.config.json, for completion in an editor. */
export const addConfigCommands: AddCommands = (program, { print, t }) => {
  program
    .command('config')
    .description(t('cli.config.about'))
    .command('schema')
    .description(t('cli.config.schema'))
    .action(() => print(JSON.stringify(configJsonSchema(), null, 2)));
};
