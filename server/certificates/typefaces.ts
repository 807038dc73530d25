import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { createWatchedFile, type Watched } from '../files/watched-file.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { readFont } from './fonts.ts';
import type { Typefaces } from './overlay.ts';
import { createTypeface, type Typeface } from './typeface.ts';

type Parts = { readonly config: CertConfig; readonly root: string; readonly clock: Clock; readonly log: Log };

const fontMaxBytes = 20 * 1024 * 1024;

/** The fonts of the config, read when first asked for and again when replaced; the last good one is kept. */
export function createTypefaces({ config, root, clock, log }: Parts) {
  const files = new Map(
    Object.entries(config.fonts).map(([key, path], index) => [
      key,
      createWatchedFile({
        path: join(root, path),
        what: 'font',
        read: (content) => createTypeface(key, index, readFont(content, key)),
        maxBytes: fontMaxBytes,
        clock,
        log,
      }),
    ]),
  );

  /** Refuses where one of these fonts cannot be used. */
  function require(keys: readonly string[]): Typefaces {
    const typefaces = new Map<string, Typeface>();
    for (const key of keys) {
      const state = files.get(key)?.get();
      if (!state?.ok) throw new Refusal('unavailable', 'certificate.font', `the font '${key}' cannot be used`);
      typefaces.set(key, state.value);
    }
    return typefaces;
  }

  /** For `doctor`: what is wrong with the fonts, in words. */
  function problems(): string[] {
    const states: [string, Watched<Typeface>][] = [...files].map(([key, file]) => [key, file.get()]);
    return states.flatMap(([key, state]) => (state.ok ? [] : [`${config.fonts[key] ?? key}: ${state.problem}`]));
  }

  return { require, problems };
}
