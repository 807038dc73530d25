import type { MenuItemConstructorOptions } from 'electron';
import type { Translate } from '../server/i18n/translate.ts';

export type MenuActions = { readonly openPanel: () => void };

type Parts = { readonly t: Translate; readonly actions: MenuActions; readonly isMac: boolean };

/** The program's menu. Every item has an id, a text in the center's language, and something that it does. */
export function menuTemplate({ t, actions, isMac }: Parts): MenuItemConstructorOptions[] {
  const role = (
    name: 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll' | 'quit' | 'minimize',
    label: string,
  ) => ({
    id: name,
    role: name,
    label,
  });
  const separator = { type: 'separator' } as const;
  const quit = role('quit', t('desktop.menu.quit'));
  return [
    {
      id: 'program',
      label: isMac ? 'LUONVUITUOI-CERT' : t('desktop.menu.program'),
      submenu: [{ id: 'open-panel', label: t('desktop.menu.open-panel'), click: actions.openPanel }, separator, quit],
    },
    {
      id: 'edit',
      label: t('desktop.menu.edit'),
      submenu: [
        role('undo', t('desktop.menu.undo')),
        role('redo', t('desktop.menu.redo')),
        separator,
        role('cut', t('desktop.menu.cut')),
        role('copy', t('desktop.menu.copy')),
        role('paste', t('desktop.menu.paste')),
        role('selectAll', t('desktop.menu.select-all')),
      ],
    },
    { id: 'window', label: t('desktop.menu.window'), submenu: [role('minimize', t('desktop.menu.minimize'))] },
  ];
}
