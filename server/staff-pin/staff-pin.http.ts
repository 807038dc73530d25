import { type Route, serveSignedIn } from '../http/endpoint.ts';
import { pinSetEndpoint, pinStateEndpoint } from './staff-pin.contract.ts';
import type { StaffPin } from './staff-pin.ts';

type Parts = { readonly staffPin: StaffPin; readonly onChange: () => void };

export const staffPinRoutes = ({ staffPin, onChange }: Parts): Route[] => [
  serveSignedIn(pinStateEndpoint, staffPin.state),
  serveSignedIn(pinSetEndpoint, async (asked, caller) => {
    const state = await staffPin.set(asked, caller);
    onChange();
    return state;
  }),
];
