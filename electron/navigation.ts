const outside = new Set(['https://github.com']);
/** What the kiosk's window shows; nothing leads from it to the panel. */
const kioskPages = new Set(['/', '/certificate-checker']);

export type WindowKind = 'panel' | 'kiosk';
export type Place = {
  /** Of our server; null before it is ready. */
  readonly origin: string | null;
  readonly kind: WindowKind;
};

/** The pages of our own server, in the kiosk those for students; nothing else. */
export function mayNavigate(url: string, { origin, kind }: Place): boolean {
  if (origin === null || originOf(url) !== origin) return false;
  return kind === 'panel' || kioskPages.has(new URL(url).pathname);
}

/** What may be opened in the person's own browser: a few addresses of the world, and our manual; from a kiosk nothing. */
export function mayOpen(url: string, place: Place): boolean {
  if (place.kind !== 'panel') return false;
  return outside.has(originOf(url)) || (mayNavigate(url, place) && new URL(url).pathname === '/manual');
}

/** Only files of our own server, which pages make for themselves (`blob:`) or link to. */
export function mayDownload(url: string, origin: string | null): boolean {
  return origin !== null && originOf(url) === origin;
}

type Asked = {
  readonly permission: string;
  /** `video`, `audio`; for the permission `media` alone. */
  readonly media: readonly string[];
  readonly url: string;
};

/** The camera on the checker's page, full screen in the kiosk, writing to the clipboard; nothing else, nobody else. */
export function mayAsk({ permission, media, url }: Asked, place: Place): boolean {
  if (!mayNavigate(url, place)) return false;
  if (permission === 'media') return isCamera(media) && new URL(url).pathname === '/certificate-checker';
  if (permission === 'fullscreen') return place.kind === 'kiosk';
  return permission === 'clipboard-sanitized-write';
}

/** Asked beforehand, a page need not say which of the two it means. */
function isCamera(media: readonly string[]): boolean {
  return media.every((kind) => kind === 'video' || kind === 'unknown');
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
