import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJsonSchema } from '../config/json-schema.ts';
import { shippedFolder } from '../files/shipped.ts';
import type { TemplateFonts } from './draw-template.ts';

/** What the program brings along for the demo and for new centers. */
export const demoResources = shippedFolder('demo');

const fontFolder = join('assets', 'fonts');

/** Copies the fonts and their licence into a center folder; gives the faces that the template is set in. */
export function copyFonts(folder: string): TemplateFonts {
  const from = join(demoResources, fontFolder);
  mkdirSync(join(folder, fontFolder), { recursive: true });
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(folder, fontFolder, name));
  const face = (name: string) => readFileSync(join(from, `NotoSerif-${name}.ttf`));
  return { regular: face('Regular'), bold: face('Bold'), italic: face('Italic') };
}

/** The schema that the config names in `$schema`, for completion in an editor. */
export function writeSchema(folder: string): void {
  writeFileSync(join(folder, 'cert.config.schema.json'), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
}
