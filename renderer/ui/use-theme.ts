import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { applyBrand } from './apply-brand.ts';
import { useChoice } from './use-choice.ts';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const darkQuery = '(prefers-color-scheme: dark)';

/** Light or dark as the system has it, unless the user chose; brand colours follow. */
export function useTheme(portal: Pick<PortalInfo, 'branding'>): [ThemeChoice, (choice: ThemeChoice) => void] {
  const [choice, choose] = useChoice<ThemeChoice>('theme', themeChoices, 'system');
  const isSystemDark = useSyncExternalStore(onSystemTheme, () => matchMedia(darkQuery).matches);
  const isDark = choice === 'dark' || (choice === 'system' && isSystemDark);
  const theme = isDark ? 'dark' : 'light';
  const { primary_color: primary, accent_color: accent, logo_url: logo } = portal.branding;
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    applyBrand({ branding: { primary_color: primary, accent_color: accent, logo_url: logo } }, theme);
  }, [theme, primary, accent, logo]);
  return [choice, choose];
}

function onSystemTheme(tell: () => void): () => void {
  const query = matchMedia(darkQuery);
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
}
