import { type Item, type MenuParts, separator } from './menu-parts.ts';

export function editMenu({ t }: MenuParts): Item {
  return {
    id: 'edit',
    label: t('desktop.menu.edit'),
    submenu: [
      { id: 'undo', role: 'undo', label: t('desktop.menu.undo') },
      { id: 'redo', role: 'redo', label: t('desktop.menu.redo') },
      separator,
      { id: 'cut', role: 'cut', label: t('desktop.menu.cut') },
      { id: 'copy', role: 'copy', label: t('desktop.menu.copy') },
      { id: 'paste', role: 'paste', label: t('desktop.menu.paste') },
      { id: 'select-all', role: 'selectAll', label: t('desktop.menu.select-all') },
    ],
  };
}
