import { configJsonSchema } from '../config/json-schema.ts';
import type { AddCommands } from './cli.ts';

/** `config schema`: the JSON Schema of cert.config.json, for completion in an editor. */
export const addConfigCommands: AddCommands = (program, { print }) => {
  program
    .command('config')
    .description('about cert.config.json')
    .command('schema')
    .description('print the JSON Schema of cert.config.json')
    .action(() => print(JSON.stringify(configJsonSchema(), null, 2)));
};
