import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ports tried after the wanted one, where another program has it. */
const moreTries = 20;
const drainMs = 1_000;

/** The second ear of the server: one address of the network, opened and closed while the program runs. */
export function createLanListener(makeServer: () => Server) {
  let open: Server | null = null;

  /** The port that was taken: `wanted`, or one of the next. Rejects where the address is gone or all are taken. */
  async function listen(address: string, wanted: number): Promise<number> {
    await close();
    for (let port = wanted; ; port += 1) {
      const server = makeServer();
      try {
        await listening(server, port, address);
        open = server;
        return (server.address() as AddressInfo).port;
      } catch (error) {
        const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
        if (!isTaken || port >= wanted + moreTries) throw error;
      }
    }
  }

  /** Takes no more at once; what runs has a moment to end. */
  async function close(): Promise<void> {
    const server = open;
    open = null;
    if (server === null) return;
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    server.closeIdleConnections();
    const cut = setTimeout(() => server.closeAllConnections(), drainMs);
    await closed;
    clearTimeout(cut);
  }

  return { listen, close };
}

/** Done when it listens; rejects with EADDRINUSE and the like. */
export function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
