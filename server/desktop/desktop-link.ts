import { type FromServer, ToServer } from './desktop.contract.ts';

type ParentPort = {
  readonly postMessage: (message: FromServer) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void;
};

/** The line to the desktop program. Without one (the server was started by hand) nothing is heard and telling is silent. */
export type DesktopLink = {
  readonly tell: (message: FromServer) => void;
  readonly onMessage: (listener: (message: ToServer) => void) => void;
};

/** Source: Electron, `process.parentPort` of a utility process. */
export function connectDesktop(): DesktopLink {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  return {
    tell: (message) => parentPort?.postMessage(message),
    onMessage: (listener) =>
      parentPort?.on('message', ({ data }) => {
        const message = ToServer.safeParse(data);
        if (message.success) listener(message.data);
      }),
  };
}
