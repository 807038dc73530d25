import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../server/i18n/translate.ts';
import { menuTemplate } from './menu.ts';
import type { MenuActions, MenuState } from './menu-parts.ts';

type Item = MenuItemConstructorOptions;
const display = { mark: 'A|0|0|1366|768', label: 'A (1366 × 768)', isChosen: false };
const open: MenuState = {
  isReady: true,
  center: { name: 'Trung tâm A', slug: 'a', lan: { isFixed: false, isOn: true, url: 'http://10.0.0.5:5000' } },
  isKioskOpen: false,
  displays: [display, { ...display, mark: 'B|1366|0|1920|1080', label: 'B (1920 × 1080)', isChosen: true }],
  isKioskAlways: true,
  isAutostart: false,
  isMissing: true,
  recent: [{ path: '/srv/b', name: 'Trung tâm B & C' }],
};

/** Every action tells its name. */
function listen() {
  const heard: unknown[][] = [];
  const actions = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...given: unknown[]) =>
          heard.push([name, ...given]),
    },
  );
  return { heard, actions: actions as MenuActions };
}

function draw(changes: Partial<MenuState> = {}, locale: 'vi' | 'en' = 'vi', isMac = false) {
  const { heard, actions } = listen();
  const template = menuTemplate({ t: createTranslate(locale), state: { ...open, ...changes }, actions, isMac });
  const items = flat(template);
  const find = (id: string) => items.find((item) => item.id === id);
  const click = (id: string) => find(id)?.click?.(undefined as never, undefined, {});
  return { template, items, find, click, heard };
}

function flat(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...flat(Array.isArray(item.submenu) ? item.submenu : [])]);
}

describe('menuTemplate', () => {
  it.each([
    ['vi', false],
    ['en', false],
    ['vi', true],
    ['en', true],
  ] as const)('has a text, an id and something to do for every item (%s, macOS %s)', (locale, isMac) => {
    const items = draw({}, locale, isMac).items.filter(({ type }) => type !== 'separator');
    for (const item of items) {
      expect(item.label).not.toMatch(/^$|^desktop\.|\{\{/);
      expect([item.id, item.click ?? item.role ?? item.submenu]).not.toContain(undefined);
    }
    const ids = items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(items.every(({ submenu }) => !Array.isArray(submenu) || submenu.length > 0)).toBe(true);
  });

  it('says the same in both languages with other words', () => {
    const [vi, en] = [draw({}, 'vi').items, draw({}, 'en').items];
    const same = vi.filter(({ label }, index) => label !== undefined && label === en[index]?.label);
    // What is named, not said.
    expect(same.map(({ id }) => id)).toEqual(['recent-0', 'kiosk', 'display-0', 'display-1']);
  });

  it('offers nothing of the center while none is open, and nothing to choose where there is one display', () => {
    const away = draw({ isReady: false, center: null, recent: [], displays: [display] });
    const ids = [
      'import-list',
      'backup-export',
      'backup-restore',
      'lan',
      'show-address',
      'test-lan',
      'lan-page',
      'open-kiosk',
      'manual',
    ];
    expect(ids.filter((id) => away.find(id)?.enabled !== false)).toEqual([]);
    expect([away.find('recent'), away.find('kiosk-display')]).toEqual([undefined, undefined]);
    expect(away.find('open-center')?.enabled).toBeUndefined();
  });

  it('has no switch where the host was given by hand, and no address while nobody gets in', () => {
    const lan = { isFixed: true, isOn: false, url: null };
    const fixed = draw({ center: { name: 'A', slug: 'a', lan } });
    expect([fixed.find('lan'), fixed.find('show-address')?.enabled]).toEqual([undefined, false]);
  });

  it('does what it says', () => {
    const { click, heard, find } = draw();
    for (const id of ['lan', 'recent-0', 'display-0', 'kiosk-always', 'diagnostics', 'autostart', 'missing']) click(id);
    expect(heard).toEqual([
      ['switchLan', false],
      ['openRecent', '/srv/b'],
      ['chooseDisplay', display.mark],
      ['setKioskAlways', false],
      ['saveDiagnostics'],
      ['setAutostart', true],
      ['showMissing'],
    ]);
    expect([find('lan')?.checked, find('display-1')?.checked, find('recent-0')?.label]).toEqual([
      true,
      true,
      'Trung tâm B && C (/srv/b)',
    ]);
  });
});
