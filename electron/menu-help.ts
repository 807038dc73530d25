import { type Item, type MenuParts, separator } from './menu-parts.ts';

export function helpMenu({ t, state, actions, isMac }: MenuParts): Item {
  const { isAutostart, isMissing } = state;
  return {
    id: 'help',
    label: t('desktop.menu.help'),
    submenu: [
      { id: 'manual', label: t('desktop.menu.manual'), click: actions.openManual, enabled: state.isReady },
      { id: 'open-logs', label: t('desktop.open-logs'), click: actions.openLogs },
      { id: 'diagnostics', label: t('desktop.menu.diagnostics'), click: () => actions.saveDiagnostics() },
      {
        id: 'autostart',
        label: t('desktop.menu.autostart'),
        type: 'checkbox',
        checked: isAutostart,
        click: () => actions.setAutostart(!isAutostart),
      },
      ...(isMissing ? [{ id: 'missing', label: t('desktop.menu.missing'), click: () => actions.showMissing() }] : []),
      ...(isMac ? [] : [separator, { id: 'about', label: t('desktop.menu.about'), click: actions.showAbout }]),
    ],
  };
}
