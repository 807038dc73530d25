import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { type BrandTheme, deriveBrand, productColours } from './brand.ts';

/** Writes the center's colours on the page's root; public pages are always light. */
export function applyBrand({ branding }: Pick<PortalInfo, 'branding'>, theme: BrandTheme = 'light'): void {
  const roles = deriveBrand(
    branding.primary_color ?? productColours.primary,
    branding.accent_color ?? productColours.accent,
    theme,
  );
  const { style } = document.documentElement;
  for (const [role, colour] of Object.entries(roles)) style.setProperty(`--${role}`, colour);
  // A fill that carries dark text may be as light as the page: its edge then shows where it ends.
  if (theme === 'light' && roles['on-brand'] !== roles['on-brand-deep'])
    style.setProperty('--brand-edge', roles['brand-line']);
  else style.removeProperty('--brand-edge');
}
