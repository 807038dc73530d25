import { networkInterfaces } from 'node:os';

/** Addresses of the network cards now, loopback among them. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((cards = []) => cards.map(({ address }) => address));
}

/** IPv4 addresses on networks, with the names of their cards. */
export function networkCards(): { readonly name: string; readonly address: string }[] {
  return Object.entries(networkInterfaces()).flatMap(([name, cards = []]) =>
    cards.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => ({ name, address })),
  );
}

/** The address others on the network reach this PC by: its first IPv4 one; null without a network. */
function lanAddress(): string | null {
  const cards = Object.values(networkInterfaces()).flatMap((list = []) => list);
  return cards.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}

/** Whether a server on this host takes every network. */
function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '';
}

/** `http://host:port` for people and codes: a host of every address becomes the one on the LAN. */
export function toBaseUrl(host: string, port: number): string {
  const shown = isEveryAddress(host) ? (lanAddress() ?? '127.0.0.1') : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}
