import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Not the PC itself to the server: only 127.0.0.1 is. */
const elsewhere = '127.0.0.2';

/** A way to the server by which every visitor comes from another address, as a phone does. */
export async function startStranger(origin: string) {
  const { port, hostname } = new URL(origin);
  const relay = createServer((visitor) => {
    const server = connect({ port: Number(port), host: hostname, localAddress: elsewhere });
    visitor.pipe(server).pipe(visitor);
    visitor.on('error', () => server.destroy());
    server.on('error', () => visitor.destroy());
  });
  relay.listen(Number(port), elsewhere);
  await once(relay, 'listening');
  return { origin: `http://${elsewhere}:${port}`, stop: () => relay.close() };
}
