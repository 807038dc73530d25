import { describe, expect, it } from 'vitest';
import { readImageSize } from './image-size.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

describe('the size a picture claims', () => {
  it.each([
    ['PNG', '89504e470d0a1a0a 0000000d 49484452 00007530 00004e20 0802', 30000, 20000],
    ['JPEG with segments before its frame', 'ffd8 ffe00004abcd ffff c2 0011 08 0bd0 0fc0 03012200', 4032, 3024],
    ['GIF', '474946383961 8002 e001 f7', 640, 480],
    ['BMP stored top down', `424d${'00'.repeat(16)} 80020000 20feffff`, 640, 480],
    ['WebP, lossy', `52494646 00000000 57454250 56503820 ${'00'.repeat(10)} 8002 e001`, 640, 480],
    ['WebP, lossless', '52494646 00000000 57454250 5650384c 00000000 2f 7fc27700 00000000000000', 640, 480],
    ['WebP, extended', '52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 df0100', 640, 480],
  ])('is read from a %s', (_, hex, width, height) => {
    expect(readImageSize(bytes(hex))).toEqual({ width, height });
  });

  it('is null for other files and for heads that are cut', () => {
    for (const hex of ['', '89504e47', 'ffd8ff', '255044462d312e37', '5249464600000000574156450000', 'ffd8ffda00']) {
      expect(readImageSize(bytes(hex))).toBeNull();
    }
  });
});
