import type { MenuItemConstructorOptions } from 'electron';
import type { CenterView } from '../server/desktop/desktop.contract.ts';
import type { Translate } from '../server/i18n/translate.ts';
import type { RecentCenter } from './recent-centers.ts';

export type Item = MenuItemConstructorOptions;
export type MenuActions = {
  readonly openPanel: () => void;
  readonly newCenter: () => void;
  readonly openCenter: () => void;
  readonly openRecent: (path: string) => void;
  readonly importList: () => void;
  readonly exportBackup: () => void;
  readonly restoreBackup: () => void;
  readonly openLogs: () => void;
  readonly quit: () => void;
  readonly switchLan: (isOn: boolean) => void;
  readonly showAddress: () => void;
  readonly testLan: () => void;
  readonly openLanPage: () => void;
  readonly openKiosk: () => void;
  readonly closeKiosk: () => void;
  readonly chooseDisplay: (mark: string) => void;
  readonly setKioskAlways: (isOn: boolean) => void;
  readonly openManual: () => void;
  readonly showAbout: () => void;
  readonly saveDiagnostics: () => void;
  readonly setAutostart: (isOn: boolean) => void;
  readonly showMissing: () => void;
};
export type MenuState = {
  /** Pages can be shown. */
  readonly isReady: boolean;
  /** Null while none is open: at the first run, and while the server is away. */
  readonly center: CenterView | null;
  readonly isKioskOpen: boolean;
  /** Where the kiosk may stand. */
  readonly displays: readonly { readonly mark: string; readonly label: string; readonly isChosen: boolean }[];
  /** The kiosk opens at each start of the program. */
  readonly isKioskAlways: boolean;
  /** The center opens when the user of this PC logs in. */
  readonly isAutostart: boolean;
  /** This PC lacks something that the program does without. */
  readonly isMissing: boolean;
  /** Other centers that were open on this PC. */
  readonly recent: readonly RecentCenter[];
};

export type MenuParts = {
  readonly t: Translate;
  readonly state: MenuState;
  readonly actions: MenuActions;
  readonly isMac: boolean;
};

export const separator = { type: 'separator' } as const;
