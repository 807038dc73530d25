import { type Item, type MenuParts, separator } from './menu-parts.ts';

/** macOS has the program's own menu first. */
export function programMenu({ t, actions }: MenuParts): Item {
  return {
    id: 'program',
    label: 'LUONVUITUOI-CERT',
    submenu: [
      { id: 'about', label: t('desktop.menu.about'), click: actions.showAbout },
      separator,
      { id: 'hide', role: 'hide', label: t('desktop.menu.hide') },
      { id: 'hide-others', role: 'hideOthers', label: t('desktop.menu.hide-others') },
      separator,
      quitItem(t, actions),
    ],
  };
}

/** The center's folder and what goes in and out of it. */
export function fileMenu(parts: MenuParts): Item {
  const { t, state, actions, isMac } = parts;
  const hasCenter = state.center !== null;
  return {
    id: 'file',
    label: t('desktop.menu.file'),
    submenu: [
      { id: 'new-center', label: t('desktop.menu.new-center'), click: actions.newCenter },
      {
        id: 'open-center',
        label: t('desktop.menu.open-center'),
        accelerator: 'CmdOrCtrl+O',
        click: actions.openCenter,
      },
      ...recentItems(parts),
      separator,
      { id: 'import-list', label: t('desktop.menu.import-list'), enabled: hasCenter, click: actions.importList },
      separator,
      { id: 'backup-export', label: t('desktop.menu.backup-export'), enabled: hasCenter, click: actions.exportBackup },
      {
        id: 'backup-restore',
        label: t('desktop.menu.backup-restore'),
        enabled: hasCenter,
        click: actions.restoreBackup,
      },
      ...(isMac ? [] : [separator, quitItem(t, actions)]),
    ],
  };
}

function recentItems({ t, state, actions }: MenuParts): Item[] {
  if (state.recent.length === 0) return [];
  const submenu = state.recent.map(({ name, path }, index) => ({
    id: `recent-${index}`,
    // An ampersand alone would mark the letter behind it as its key.
    label: `${name} (${path})`.replaceAll('&', '&&'),
    click: () => actions.openRecent(path),
  }));
  return [{ id: 'recent', label: t('desktop.menu.recent'), submenu }];
}

function quitItem(t: MenuParts['t'], { quit }: MenuParts['actions']): Item {
  return { id: 'quit', label: t('desktop.menu.quit'), accelerator: 'CmdOrCtrl+Q', click: quit };
}
