import { type Item, type MenuParts, separator } from './menu-parts.ts';

export function viewMenu({ t }: MenuParts): Item {
  return {
    id: 'view',
    label: t('desktop.menu.view'),
    submenu: [
      { id: 'zoom-in', role: 'zoomIn', label: t('desktop.menu.zoom-in') },
      { id: 'zoom-out', role: 'zoomOut', label: t('desktop.menu.zoom-out') },
      { id: 'zoom-reset', role: 'resetZoom', label: t('desktop.menu.zoom-reset') },
      separator,
      { id: 'full-screen', role: 'togglefullscreen', label: t('desktop.menu.full-screen') },
    ],
  };
}

export function windowMenu({ t, actions }: MenuParts): Item {
  return {
    id: 'window',
    label: t('desktop.menu.window'),
    submenu: [
      { id: 'open-panel', label: t('desktop.menu.open-panel'), click: actions.openPanel },
      separator,
      { id: 'minimize', role: 'minimize', label: t('desktop.menu.minimize') },
      { id: 'close-window', role: 'close', label: t('desktop.menu.close-window') },
    ],
  };
}
