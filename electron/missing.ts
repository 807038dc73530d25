import type { TextKey } from '../server/i18n/translate.ts';

export type Abilities = {
  /** Of the PC's own safe for secrets: Electron's name of it. */
  readonly keychain: string;
  /** What the graphics card does; Electron's word for drawing pages. */
  readonly compositing: string;
};
type Missing = Extract<TextKey, `desktop.missing.${string}`>;

/**
 * What this PC does not have, so that the program does without it. Source: Electron, `safeStorage` (on Linux
 * `basic_text` is a fixed password), `app.getGPUFeatureStatus`.
 */
export function missingOf({ keychain, compositing }: Abilities): Missing[] {
  const hasKeychain = keychain !== 'basic_text' && keychain !== 'unknown';
  return [
    ...(hasKeychain ? [] : ['desktop.missing.keychain' as const]),
    ...(/^enabled/.test(compositing) ? [] : ['desktop.missing.graphics' as const]),
  ];
}
