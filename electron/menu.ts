import type { MenuItemConstructorOptions } from 'electron';
import type { Translate } from '../server/i18n/translate.ts';

type Item = MenuItemConstructorOptions;
export type MenuActions = {
  readonly openPanel: () => void;
  readonly openKiosk: () => void;
  readonly closeKiosk: () => void;
};
export type MenuState = {
  /** Pages can be shown. */
  readonly isReady: boolean;
  readonly isKioskOpen: boolean;
};

type Parts = {
  readonly t: Translate;
  readonly state: MenuState;
  readonly actions: MenuActions;
  readonly isMac: boolean;
};

/** The program's menu. Every item has an id, a text in the center's language, and something that it does. */
export function menuTemplate(parts: Parts): Item[] {
  const { t, actions, isMac } = parts;
  return [
    {
      id: 'program',
      label: isMac ? 'LUONVUITUOI-CERT' : t('desktop.menu.program'),
      submenu: [
        { id: 'open-panel', label: t('desktop.menu.open-panel'), click: actions.openPanel },
        separator,
        { id: 'quit', role: 'quit', label: t('desktop.menu.quit') },
      ],
    },
    { id: 'kiosk', label: t('desktop.menu.kiosk'), submenu: kioskItems(parts) },
    { id: 'edit', label: t('desktop.menu.edit'), submenu: editItems(t) },
    {
      id: 'window',
      label: t('desktop.menu.window'),
      submenu: [{ id: 'minimize', role: 'minimize', label: t('desktop.menu.minimize') }],
    },
  ];
}

const separator = { type: 'separator' } as const;

function kioskItems({ t, state, actions }: Parts): Item[] {
  const { isReady, isKioskOpen } = state;
  return [
    {
      id: 'open-kiosk',
      label: t('desktop.menu.open-kiosk'),
      enabled: isReady && !isKioskOpen,
      click: actions.openKiosk,
    },
    { id: 'close-kiosk', label: t('desktop.menu.close-kiosk'), enabled: isKioskOpen, click: actions.closeKiosk },
  ];
}

function editItems(t: Translate): Item[] {
  return [
    { id: 'undo', role: 'undo', label: t('desktop.menu.undo') },
    { id: 'redo', role: 'redo', label: t('desktop.menu.redo') },
    separator,
    { id: 'cut', role: 'cut', label: t('desktop.menu.cut') },
    { id: 'copy', role: 'copy', label: t('desktop.menu.copy') },
    { id: 'paste', role: 'paste', label: t('desktop.menu.paste') },
    { id: 'select-all', role: 'selectAll', label: t('desktop.menu.select-all') },
  ];
}
