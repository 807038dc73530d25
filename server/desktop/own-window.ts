import { timingSafeEqual } from 'node:crypto';
import { windowCookie } from './desktop.contract.ts';
import type { DesktopLink } from './desktop-link.ts';

/** Knows the PC's own kiosk window by the token that the desktop program gave to both. No token, no such window. */
export function createOwnWindow({ onMessage }: Pick<DesktopLink, 'onMessage'>) {
  let token: Buffer | null = null;
  onMessage((message) => {
    if (message.type === 'window') token = Buffer.from(message.token);
  });

  /** `header` is the request's Cookie. */
  function isShownIn(header: string | undefined): boolean {
    if (token === null || header === undefined) return false;
    const given = header.split(/; */).find((pair) => pair.startsWith(`${windowCookie}=`));
    const shown = Buffer.from(given?.slice(windowCookie.length + 1) ?? '');
    return shown.length === token.length && timingSafeEqual(shown, token);
  }

  return { isShownIn };
}
