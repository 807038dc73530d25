import { type Item, type MenuParts, separator } from './menu-parts.ts';

/** The window for students on this PC. */
export function kioskMenu(parts: MenuParts): Item {
  const { t, state, actions } = parts;
  const { isKioskAlways } = state;
  return {
    id: 'kiosk',
    label: t('desktop.menu.kiosk'),
    submenu: [
      ...kioskItems(parts),
      separator,
      ...displayItems(parts),
      {
        id: 'kiosk-always',
        label: t('desktop.menu.kiosk-always'),
        type: 'checkbox',
        checked: isKioskAlways,
        click: () => actions.setKioskAlways(!isKioskAlways),
      },
    ],
  };
}

/** Also items of the tray. */
function kioskItems({ t, state, actions }: Pick<MenuParts, 't' | 'state' | 'actions'>): Item[] {
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

/** Nothing is to be chosen where there is one display. */
function displayItems({ t, state, actions }: MenuParts): Item[] {
  const { displays, isKioskOpen } = state;
  if (displays.length < 2) return [];
  const submenu = displays.map(({ mark, label, isChosen }, index): Item => {
    const click = () => actions.chooseDisplay(mark);
    return { id: `display-${index}`, label, type: 'radio', checked: isChosen, enabled: !isKioskOpen, click };
  });
  return [{ id: 'kiosk-display', label: t('desktop.menu.kiosk-display'), submenu }];
}
