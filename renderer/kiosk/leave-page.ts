import { portalEndpoint } from '../../server/portal/portal.contract.ts';
import { call } from '../api/call.ts';

/**
 * A fresh page in the place of this one, so that nothing of the visit is left in memory or history. Only while the
 * server answers: a page that cannot be loaded would leave the hall with the browser's error.
 */
export async function replacePage(): Promise<void> {
  const answer = await call(portalEndpoint, {}, AbortSignal.timeout(3000));
  if (answer.ok) location.replace(location.pathname);
}
