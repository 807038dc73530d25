import { editMenu } from './menu-edit.ts';
import { fileMenu, programMenu } from './menu-file.ts';
import { helpMenu } from './menu-help.ts';
import { kioskMenu } from './menu-kiosk.ts';
import { networkMenu } from './menu-network.ts';
import type { Item, MenuParts } from './menu-parts.ts';
import { viewMenu, windowMenu } from './menu-view.ts';

/** The program's menu. Every item has an id, a text in the center's language, and something that it does. */
export function menuTemplate(parts: MenuParts): Item[] {
  return [
    ...(parts.isMac ? [programMenu(parts)] : []),
    fileMenu(parts),
    editMenu(parts),
    viewMenu(parts),
    networkMenu(parts),
    kioskMenu(parts),
    windowMenu(parts),
    helpMenu(parts),
  ];
}
