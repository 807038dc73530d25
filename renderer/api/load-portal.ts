import { portalEndpoint, PortalInfo } from '../../server/portal/portal.contract.ts';
import { call } from './call.ts';
import { readPageData } from './page-data.ts';

/** The center as the server wrote it into the page, else as it answers when asked; null while it cannot be had. */
export async function loadPortal(): Promise<PortalInfo | null> {
  const written = readPageData('portal', PortalInfo);
  if (written) return written;
  const answer = await call(portalEndpoint, {});
  return answer.ok ? answer.body : null;
}
