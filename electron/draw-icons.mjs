// Draws the program's icons from resources/installer/icon.svg, for all three systems. To be run after the drawing has
// changed; what it makes is committed, so that packaging needs no browser.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'resources', 'installer');
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8');
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** Types of an icns file whose content is a PNG. */
const macTypes = { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
/** @type {Map<number, Buffer>} */
const drawn = new Map();
try {
  const page = await browser.newPage();
  for (const size of new Set([...linuxSizes, ...windowsSizes, ...Object.values(macTypes)])) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
    drawn.set(size, await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}

mkdirSync(join(folder, 'icons'), { recursive: true });
for (const size of linuxSizes) writeFileSync(join(folder, 'icons', `${size}x${size}.png`), picture(size));
writeFileSync(join(folder, 'icon.ico'), toIco());
writeFileSync(join(folder, 'icon.icns'), toIcns());

/** @param {number} size */
function picture(size) {
  const found = drawn.get(size);
  if (!found) throw new Error(`not drawn: ${size}`);
  return found;
}

/** Source: Windows, ICONDIR and ICONDIRENTRY; entries may be PNG files. */
function toIco() {
  const head = Buffer.alloc(6 + 16 * windowsSizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(windowsSizes.length, 4);
  let offset = head.length;
  windowsSizes.forEach((size, index) => {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    head[at] = size % 256;
    head[at + 1] = size % 256;
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(picture(size).length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += picture(size).length;
  });
  return Buffer.concat([head, ...windowsSizes.map(picture)]);
}

/** Source: Apple Icon Image format: a magic word, then type, length and content of each entry. */
function toIcns() {
  const entries = Object.entries(macTypes).map(([type, size]) => withHead(type, picture(size)));
  return withHead('icns', Buffer.concat(entries));
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function withHead(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
