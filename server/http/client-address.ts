import { isIP } from 'node:net';

/**
 * The key under which a caller is counted: the socket's peer; an IPv4 address in IPv6 clothes as IPv4, IPv6 by its /64,
 * since one home may use all of that. `forwardedFor` (X-Forwarded-For) is given only behind a trusted proxy, where its
 * first entry counts; what is no address there is passed over.
 */
export function clientAddress(peer: string | undefined, forwardedFor?: string): string {
  const first = forwardedFor?.split(',', 1)[0]?.trim() ?? '';
  return toKey(isIP(first) === 0 ? (peer ?? '') : first);
}

/** Exactly the PC itself, 127.0.0.1 or ::1; other loopback addresses count as strangers. */
export function isThisPc(peer: string | undefined): boolean {
  return peer === '127.0.0.1' || peer === '::1' || peer === '::ffff:127.0.0.1';
}

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && (address === '::1' || /^(::ffff:)?127\./.test(address));
}

/** A Host header that leads to the PC it is typed at, with or without a port. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host);
}

function toKey(address: string): string {
  if (!address.includes(':')) return address;
  const groups = toGroups(address.replace(/%.*$/, '').toLowerCase());
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight 16-bit groups of an IPv6 address, `::` filled, a dotted tail read as two groups. */
function toGroups(address: string): number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_dotted, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)));
  const front = parse(head);
  const back = parse(tail ?? '');
  const gap = tail === undefined ? 0 : Math.max(8 - front.length - back.length, 0);
  return [...front, ...Array.from({ length: gap }, () => 0), ...back];
}
