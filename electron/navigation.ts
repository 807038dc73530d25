const outside = new Set(['https://github.com']);

/** The pages of our own server, and nothing else. */
export function mayNavigate(url: string, origin: string | null): boolean {
  return origin !== null && originOf(url) === origin;
}

/** What may be opened in the person's own browser. */
export function mayOpen(url: string): boolean {
  return outside.has(originOf(url));
}

type Asked = { readonly permission: string; readonly url: string; readonly origin: string | null };

/** The camera on the checker's page, full screen and writing to the clipboard on our pages; nothing else, nobody else. */
export function mayAsk({ permission, url, origin }: Asked): boolean {
  if (!mayNavigate(url, origin)) return false;
  if (permission === 'media') return new URL(url).pathname === '/certificate-checker';
  return permission === 'fullscreen' || permission === 'clipboard-sanitized-write';
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
