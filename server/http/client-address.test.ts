import { describe, expect, it } from 'vitest';
import { clientAddress, isLoopback, isThisPc } from './client-address.ts';

describe('the address a caller is counted under', () => {
  it.each([
    ['192.168.1.7', undefined, '192.168.1.7'],
    ['::ffff:192.168.1.7', undefined, '192.168.1.7'],
    ['::ffff:c0a8:107', undefined, '192.168.1.7'],
    ['2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['2001:db8:1:2::99', undefined, '2001:db8:1:2::/64'],
    ['fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
    ['::1', undefined, '0:0:0:0::/64'],
    ['10.0.0.1', '203.0.113.9, 10.0.0.5', '203.0.113.9'],
    ['10.0.0.1', ' 2001:DB8:1:2:aaaa::1 ', '2001:db8:1:2::/64'],
    ['10.0.0.1', 'unknown, 203.0.113.9', '10.0.0.1'],
    [undefined, undefined, ''],
  ])('of peer %s behind %s is %s', (peer, forwarded, key) => {
    expect(clientAddress(peer, forwarded)).toBe(key);
  });

  it('knows the PC itself by exactly two addresses, and loopback by all of them', () => {
    const peers = ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.0.0.2', '192.168.1.7', undefined];
    expect(peers.map(isThisPc)).toEqual([true, true, true, false, false, false]);
    expect(peers.map(isLoopback)).toEqual([true, true, true, true, false, false]);
  });
});
