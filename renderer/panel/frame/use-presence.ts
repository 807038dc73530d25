import { useEffect, useEffectEvent, useRef } from 'react';
import { presenceEndpoint } from '../../../server/auth/auth.contract.ts';
import { useCall } from '../../api/use-call.ts';

/** Much less than a session may be left alone. */
const everyMs = 60_000;
const signs = ['keydown', 'pointerdown', 'wheel'] as const;

/** Tells the server that somebody is here, at most once a minute: a page that merely stands open is left to end. */
export function usePresence(): void {
  const callAs = useCall();
  const toldAt = useRef(0);
  const act = useEffectEvent((event: Event) => {
    if (event.timeStamp - toldAt.current < everyMs) return;
    toldAt.current = event.timeStamp;
    // A server that is away is seen by whatever the user does next.
    void callAs(presenceEndpoint, {});
  });
  useEffect(() => {
    const onSign = (event: Event) => act(event);
    for (const sign of signs) document.addEventListener(sign, onSign, { passive: true, capture: true });
    return () => {
      for (const sign of signs) document.removeEventListener(sign, onSign, { capture: true });
    };
  }, []);
}
