import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { deriveBrand, productColours } from './brand.ts';

/** Writes the center's colours on the page's root; public pages are always light. */
export function applyBrand({ branding }: Pick<PortalInfo, 'branding'>): void {
  const roles = deriveBrand(
    branding.primary_color ?? productColours.primary,
    branding.accent_color ?? productColours.accent,
  );
  for (const [role, colour] of Object.entries(roles)) document.documentElement.style.setProperty(`--${role}`, colour);
}
