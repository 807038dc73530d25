import { app, type Session, shell, type WebContents } from 'electron';
import { mayAsk, mayNavigate, mayOpen, type WindowKind } from './navigation.ts';

type Parts = {
  /** Of our server; null before it is ready. */
  readonly origin: () => string | null;
  /** The kiosk's own profile. */
  readonly kiosk: Session;
};

/** Every page stays at our own server and opens no window. */
export function guardPages({ origin, kiosk }: Parts): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const kind: WindowKind = contents.session === kiosk ? 'kiosk' : 'panel';
    const keep = (event: { readonly url: string; readonly preventDefault: () => void }) => {
      if (!mayNavigate(event.url, { origin: origin(), kind })) event.preventDefault();
    };
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpen(url, { origin: origin(), kind })) void shell.openExternal(url);
      return { action: 'deny' };
    });
    contents.on('will-navigate', keep);
    contents.on('will-redirect', keep);
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** No page gets a permission that it does not need. Before the first page of a profile is loaded. */
export function guardPermissions(of: Session, { origin, kiosk }: Parts): void {
  const place = () => ({ origin: origin(), kind: of === kiosk ? 'kiosk' : 'panel' }) as const;
  of.setPermissionCheckHandler((_contents, permission, requester, { requestingUrl, mediaType }) =>
    mayAsk({ permission, media: mediaType ? [mediaType] : [], url: requestingUrl ?? requester }, place()),
  );
  of.setPermissionRequestHandler((_contents, permission, done, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    done(mayAsk({ permission, media, url: details.requestingUrl }, place()));
  });
}
