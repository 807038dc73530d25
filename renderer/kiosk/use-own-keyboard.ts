import { useSyncExternalStore } from 'react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';

const phone = '(max-width: 35em)';
const touch = '(any-pointer: coarse)';

/** The page brings its own keyboard: on this PC only, never on a phone; `auto` where the screen can be touched. */
export function useOwnKeyboard({ keyboard, is_this_pc: isThisPc }: PortalInfo['kiosk']): boolean {
  const isPhone = useMedia(phone);
  const isTouch = useMedia(touch);
  if (!isThisPc || isPhone || keyboard === 'never') return false;
  return keyboard === 'always' || isTouch;
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => matchMedia(query).matches,
  );
}
