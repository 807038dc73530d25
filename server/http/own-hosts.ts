import type { Clock } from '../clock.ts';

/** Names and addresses under which this PC may be asked. */
export type HostFacts = {
  /** Addresses of the network cards now; polled, since cables and Wi-Fi come and go. */
  readonly addresses: () => readonly string[];
  readonly hostName: string;
  /** Names given by hand (`--host`). */
  readonly named: readonly string[];
  /** The name of the local network that this PC answers to now. */
  readonly localName: () => string | null;
  readonly publicBaseUrl: string | undefined;
  readonly clock: Clock;
};

const loopbackForm = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const refreshMs = 10_000;
const hostForm = /^(\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?)\.?(?::(\d{1,5}))?$/;

export type OwnHosts = ReturnType<typeof createOwnHosts>;

/** Which Host headers and Origins are this center's own; all others are DNS rebinding or another site. */
export function createOwnHosts({ addresses, hostName, named, localName, publicBaseUrl, clock }: HostFacts) {
  const base = publicBaseUrl === undefined ? null : new URL(publicBaseUrl);
  const basePort = base === null ? 0 : Number(base.port) || (base.protocol === 'https:' ? 443 : 80);
  let names = new Set<string>();
  /** Host headers that passed, as they were written: the way of nearly every request. */
  let passed = new Set<string>();
  let freshUntil = -1;
  let known: string | null = null;

  function refresh(): void {
    const name = localName();
    if (clock.elapsed() < freshUntil && name === known) return;
    known = name;
    freshUntil = clock.elapsed() + refreshMs;
    const own = hostName.toLowerCase();
    names = new Set(['localhost', '127.0.0.1', '[::1]', own, `${own}.local`, ...(name === null ? [] : [name])]);
    for (const address of [...addresses(), ...named]) names.add(toName(address));
    passed = new Set();
  }

  /** `port` is the one the socket came in on. */
  function isOwnHost(header: string | undefined, port: number): boolean {
    if (header === undefined) return false;
    refresh();
    const seen = `${port} ${header}`;
    if (passed.has(seen)) return true;
    const isOwn = isOwnName(header.toLowerCase(), port, 80);
    if (isOwn && passed.size < 1000) passed.add(seen);
    return isOwn;
  }

  function isOwnOrigin(origin: string, port: number): boolean {
    const [, scheme, host] = /^(https?):\/\/([^/]+)$/.exec(origin.toLowerCase()) ?? [];
    if (scheme === undefined || host === undefined) return false;
    refresh();
    return isOwnName(host, port, scheme === 'https' ? 443 : 80);
  }

  function isOwnName(host: string, port: number, defaultPort: number): boolean {
    const asked = readHost(host);
    if (asked === null) return false;
    const isBase = base !== null && asked.name === base.hostname;
    if (isBase && (asked.port ?? basePort) === basePort) return true;
    return (isBase || names.has(asked.name) || loopbackForm.test(asked.name)) && (asked.port ?? defaultPort) === port;
  }

  return { isOwnHost, isOwnOrigin };
}

function readHost(host: string): { readonly name: string; readonly port: number | null } | null {
  const [, written, , digits] = hostForm.exec(host) ?? [];
  if (written === undefined) return null;
  const name = written.startsWith('[') ? toName(written.slice(1, -1)) : written;
  return { name, port: digits === undefined ? null : Number(digits) };
}

/** A host name or address as it stands in a URL: IPv6 short and in brackets, without a zone. */
function toName(address: string): string {
  const bare = address.replace(/%.*$/, '').toLowerCase();
  if (!bare.includes(':')) return bare;
  return URL.canParse(`http://[${bare}]`) ? new URL(`http://[${bare}]`).hostname : bare;
}
