import { type Item, type MenuParts, separator } from './menu-parts.ts';

/** Who else gets in. */
export function networkMenu({ t, state, actions }: MenuParts): Item {
  const { center } = state;
  const hasAddress = center !== null && center.lan.url !== null;
  return {
    id: 'network',
    label: t('desktop.menu.network'),
    submenu: [
      ...switchItem({ t, center, actions }),
      { id: 'show-address', label: t('desktop.menu.show-address'), enabled: hasAddress, click: actions.showAddress },
      { id: 'test-lan', label: t('desktop.menu.test-lan'), enabled: hasAddress, click: actions.testLan },
      separator,
      { id: 'lan-page', label: t('desktop.menu.lan-page'), enabled: center !== null, click: actions.openLanPage },
    ],
  };
}

type Switch = Pick<MenuParts, 't' | 'actions'> & { readonly center: MenuParts['state']['center'] };

/** Where the host was given by hand there is nothing to switch. Also an item of the tray. */
function switchItem({ t, center, actions }: Switch): Item[] {
  if (center?.lan.isFixed === true) return [];
  const isOn = center?.lan.isOn === true;
  return [
    {
      id: 'lan',
      label: t('desktop.menu.lan'),
      type: 'checkbox',
      checked: isOn,
      enabled: center !== null,
      click: () => actions.switchLan(!isOn),
    },
  ];
}
