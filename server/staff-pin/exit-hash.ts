import { scrypt } from 'node:crypto';

const [cost, blockSize, length] = [2 ** 15, 8, 32];

/**
 * A PIN as the desktop program keeps it, to let staff out of the kiosk while no server answers:
 * `scrypt$cost$blockSize$salt$key`, salt and key as base64. Source: RFC 7914.
 */
export function makeExitHash(pin: string, salt: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { N: cost, r: blockSize, p: 1, maxmem: 256 * cost * blockSize };
    scrypt(pin, salt, length, options, (error, key) => {
      if (error) reject(error);
      else resolve(['scrypt', cost, blockSize, salt.toString('base64'), key.toString('base64')].join('$'));
    });
  });
}
