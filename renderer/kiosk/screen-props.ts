import type { Dispatch } from 'react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import type { Tools } from './KioskTools.tsx';
import type { KioskEvent, KioskState } from './views.ts';

/** What every screen gets. */
export type ScreenProps = {
  readonly portal: PortalInfo;
  readonly tools: Tools;
  readonly state: KioskState;
  readonly dispatch: Dispatch<KioskEvent>;
};
