import { z } from 'zod';
import { CertConfig } from './cert-config.ts';

/** JSON Schema (draft 2020-12) of cert.config.json as a person writes it, for completion in an editor. */
export function configJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(CertConfig, { io: 'input', unrepresentable: 'any' }),
    title: 'cert.config.json',
    description: 'Rounds, subjects, results, layout and features of one exam center.',
  };
}
