import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { doesAnswer, downloadUrl, findElectron } from './electron-binary.ts';

function aRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'lvt-launcher-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'node_modules', 'electron', 'dist'), { recursive: true });
  writeFileSync(join(root, 'node_modules', 'electron', 'package.json'), '{"version":"45.4.1"}');
  return root;
}

async function aServer(answer: (status: (code: number) => void) => void): Promise<string> {
  const server = createServer((_, response) => answer((code) => void response.writeHead(code).end()));
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/electron.zip`;
}

describe('findElectron', () => {
  it('finds the binary that path.txt names', () => {
    const root = aRoot();
    writeFileSync(join(root, 'node_modules', 'electron', 'path.txt'), 'electron');
    expect(findElectron({ root, environment: {}, platform: 'linux' })).toBeNull();
    const binary = join(root, 'node_modules', 'electron', 'dist', 'electron');
    writeFileSync(binary, '');
    expect(findElectron({ root, environment: {}, platform: 'linux' })).toBe(binary);
  });

  it('prefers ELECTRON_OVERRIDE_DIST_PATH, and falls back to nothing where that holds no binary', () => {
    const root = aRoot();
    const place = { root, environment: { ELECTRON_OVERRIDE_DIST_PATH: root }, platform: 'win32' } as const;
    expect(findElectron(place)).toBeNull();
    writeFileSync(join(root, 'electron.exe'), '');
    expect(findElectron(place)).toBe(join(root, 'electron.exe'));
  });
});

describe('the download place', () => {
  it('is the mirror where one is set', () => {
    const place = { root: aRoot(), environment: { ELECTRON_MIRROR: 'http://mirror/' }, platform: 'linux' } as const;
    expect(downloadUrl(place, 'x64')).toBe('http://mirror/v45.4.1/electron-v45.4.1-linux-x64.zip');
  });

  it('answers, refuses, is silent or is not there', async () => {
    expect(await doesAnswer(await aServer((status) => status(200)), 2000)).toBe(true);
    expect(await doesAnswer(await aServer((status) => status(404)), 2000)).toBe(false);
    expect(await doesAnswer(await aServer(() => undefined), 100)).toBe(false);
    expect(await doesAnswer('http://127.0.0.1:9/', 2000)).toBe(false);
  });
});
