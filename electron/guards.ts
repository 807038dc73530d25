import { app, type Session, shell } from 'electron';
import { mayAsk, mayNavigate, mayOpen } from './navigation.ts';

/** Every page stays at our own server, opens no window, and gets no permission that it does not need. */
export function guardPages(origin: () => string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpen(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
    contents.on('will-navigate', (event) => {
      if (!mayNavigate(event.url, origin())) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!mayNavigate(event.url, origin())) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Before the first page of a session is loaded. */
export function guardPermissions(of: Session, origin: () => string | null): void {
  of.setPermissionCheckHandler((_contents, permission, requester, { requestingUrl }) =>
    mayAsk({ permission, url: requestingUrl ?? requester, origin: origin() }),
  );
  of.setPermissionRequestHandler((_contents, permission, done, { requestingUrl }) =>
    done(mayAsk({ permission, url: requestingUrl, origin: origin() })),
  );
}
