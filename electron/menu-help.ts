import type { Item, MenuParts } from './menu-parts.ts';

export function helpMenu({ t, state, actions, isMac }: MenuParts): Item {
  return {
    id: 'help',
    label: t('desktop.menu.help'),
    submenu: [
      { id: 'manual', label: t('desktop.menu.manual'), click: actions.openManual, enabled: state.isReady },
      { id: 'open-logs', label: t('desktop.open-logs'), click: actions.openLogs },
      ...(isMac ? [] : [{ id: 'about', label: t('desktop.menu.about'), click: actions.showAbout }]),
    ],
  };
}
