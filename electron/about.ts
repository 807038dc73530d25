import type { LocalView } from './bridge.contract.ts';
import type { Words } from './notices.ts';

type Versions = Readonly<Record<'program' | 'electron' | 'chrome' | 'node', string>>;
type About = { readonly words: Words; readonly versions: Versions; readonly folder: string };

/** What IT wants to know first: what runs here, on what, and where the data lies. */
export function aboutView({ words: { t, locale }, versions, folder }: About): LocalView {
  const rows = [
    [t('desktop.about.version'), versions.program],
    [t('desktop.about.folder'), folder],
    ['Electron', versions.electron],
    ['Chromium', versions.chrome],
    ['Node.js', versions.node],
  ];
  return {
    ...{ locale, isBusy: false, line: '', problem: null, details: null },
    title: 'LUONVUITUOI-CERT Desktop',
    text: t('desktop.about.text'),
    table: { head: [], rows },
    buttons: [
      { id: 'licences', label: t('desktop.about.licences'), isPrimary: false },
      { id: 'copy', label: t('desktop.about.copy'), isPrimary: false },
      { id: 'close', label: t('desktop.close'), isPrimary: true },
    ],
  };
}

/** The same as text, for a message to whoever helps. */
export function aboutText({ table }: LocalView): string {
  return (table?.rows ?? []).map((row) => row.join(': ')).join('\n');
}
