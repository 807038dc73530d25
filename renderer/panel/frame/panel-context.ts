import { createContext, use } from 'react';
import type { PortalInfo } from '../../../server/portal/portal.contract.ts';
import type { Preferences } from '../preferences.ts';

type PanelFace = { readonly portal: PortalInfo; readonly preferences: Preferences };

/** For what stands below the router, which passes on no props. */
export const PanelContext = createContext<PanelFace | null>(null);

/** The center as its pages know it, and how this window looks. */
export function usePanel(): PanelFace {
  const face = use(PanelContext);
  if (!face) throw new Error('PanelContext is missing above this component');
  return face;
}
