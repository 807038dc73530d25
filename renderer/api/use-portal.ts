import { useEffect, useState } from 'react';
import { eventsPath, portalEndpoint, PortalInfo } from '../../server/portal/portal.contract.ts';
import { call } from './call.ts';

const pollMs = 30_000;

/**
 * What the page may know of the center, kept fresh: by the event stream (within 2 s), and by asking every 30 s while
 * the stream is refused or cut.
 */
export function usePortal(atLoad: PortalInfo): PortalInfo {
  const [portal, setPortal] = useState(atLoad);
  useEffect(() => followPortal(setPortal), []);
  return portal;
}

function followPortal(onChange: (portal: PortalInfo) => void): () => void {
  const stop = new AbortController();
  let source = openSource(onChange);

  async function ask(): Promise<void> {
    const answer = await call(portalEndpoint, {}, stop.signal);
    if (answer.ok) onChange(answer.body);
  }
  const timer = setInterval(() => {
    if (source.readyState === EventSource.OPEN) return;
    void ask();
    if (source.readyState === EventSource.CLOSED) source = openSource(onChange);
  }, pollMs);

  return () => {
    stop.abort();
    clearInterval(timer);
    source.close();
  };
}

function openSource(onChange: (portal: PortalInfo) => void): EventSource {
  const source = new EventSource(eventsPath);
  const take = ({ data }: MessageEvent<unknown>) => {
    const read = typeof data === 'string' ? PortalInfo.safeParse(JSON.parse(data)) : null;
    if (read?.success) onChange(read.data);
  };
  source.addEventListener('gates', take);
  source.addEventListener('portal', take);
  return source;
}
