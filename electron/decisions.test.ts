import { describe, expect, it } from 'vitest';
import { nextDelay } from './backoff.ts';
import { mayAsk, mayDownload, mayNavigate, mayOpen } from './navigation.ts';
import { clampPlace } from './place.ts';

const origin = 'http://127.0.0.1:5000';
const panel = { origin, kind: 'panel' } as const;
const kiosk = { origin, kind: 'kiosk' } as const;

describe('nextDelay', () => {
  it('doubles from a quarter of a second, and ends with the fifth crash in two minutes', () => {
    const delays: (number | null)[] = [];
    let before: readonly number[] = [];
    for (let now = 0; now < 5; now += 1) {
      const { crashes, delayMs } = nextDelay({ before, now: now * 1000, uptimeMs: 10 });
      before = crashes;
      delays.push(delayMs);
    }
    expect(delays).toEqual([250, 500, 1000, 2000, null]);
  });

  it('begins anew after a minute of being well, and forgets crashes of two minutes ago', () => {
    expect(nextDelay({ before: [1, 2, 3, 4], now: 70_000, uptimeMs: 60_000 })).toEqual({
      crashes: [70_000],
      delayMs: 250,
    });
    expect(nextDelay({ before: [1, 2, 3, 119_000], now: 125_000, uptimeMs: 5000 }).delayMs).toBe(500);
  });
});

describe('where a page may go', () => {
  it.each([
    ['http://127.0.0.1:5000/admin', true],
    ['http://127.0.0.1:5001/admin', false],
    ['http://localhost:5000/', false],
    ['https://127.0.0.1:5000/', false],
    ['http://127.0.0.1:5000@evil.example/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['nonsense', false],
  ])('%s: %s', (url, may) => expect(mayNavigate(url, panel)).toBe(may));

  it('is nowhere before the server is ready', () =>
    expect(mayNavigate(`${origin}/`, { ...panel, origin: null })).toBe(false));

  it('is in the kiosk what students need', () => {
    for (const path of ['/', '/?a=1', '/certificate-checker?blob=x'])
      expect(mayNavigate(origin + path, kiosk)).toBe(true);
    for (const path of ['/admin', '/admin/students', '/api/portal', '/x']) {
      expect(mayNavigate(origin + path, kiosk)).toBe(false);
    }
    expect(mayOpen('https://github.com/x', kiosk)).toBe(false);
  });

  it('is for a download our own server, and what its pages make', () => {
    for (const url of [`${origin}/file.pdf`, `blob:${origin}/6f1`]) expect(mayDownload(url, origin)).toBe(true);
    for (const url of ['https://evil.example/a', 'blob:https://evil.example/1', 'data:text/plain,a', 'file:///c']) {
      expect(mayDownload(url, origin)).toBe(false);
    }
    expect(mayDownload(`${origin}/`, null)).toBe(false);
  });

  it('is the own browser for links of the list alone', () => {
    expect(mayOpen('https://github.com/x', panel)).toBe(true);
    for (const url of ['http://github.com/x', 'https://github.com.evil.example/', 'file:///c', 'smb://x', '']) {
      expect(mayOpen(url, panel)).toBe(false);
    }
  });

  it('is the own browser for the manual, while there is a server', () => {
    expect(mayOpen(`${origin}/manual?page=it`, panel)).toBe(true);
    expect(mayOpen(`${origin}/manual`, kiosk)).toBe(false);
    expect(mayOpen(`${origin}/manual`, { ...panel, origin: null })).toBe(false);
    expect(mayOpen(`${origin}/admin`, panel)).toBe(false);
    expect(mayOpen('http://192.0.2.7/manual', panel)).toBe(false);
  });
});

describe('what a page may ask for', () => {
  it.each([
    ['media', 'video', '/certificate-checker', panel, true],
    ['media', 'video', '/certificate-checker', kiosk, true],
    ['media', 'audio', '/certificate-checker', panel, false],
    ['media', 'video', '/admin', panel, false],
    ['fullscreen', '', '/', kiosk, true],
    ['fullscreen', '', '/admin', panel, false],
    ['clipboard-sanitized-write', '', '/admin', panel, true],
    ['geolocation', '', '/', kiosk, false],
    ['notifications', '', '/admin', panel, false],
    ['clipboard-read', '', '/admin', panel, false],
  ] as const)('%s %s at %s: %#', (...row) => {
    const [permission, kind, path, place, may] = row;
    const media = kind === '' ? [] : [kind];
    expect(mayAsk({ permission, media, url: origin + path }, place)).toBe(may);
    expect(mayAsk({ permission, media, url: `http://10.0.0.1:5000${path}` }, place)).toBe(false);
  });

  it('is never camera and microphone together', () => {
    const asked = { permission: 'media', media: ['video', 'audio'], url: `${origin}/certificate-checker` };
    expect(mayAsk(asked, panel)).toBe(false);
  });
});

describe('clampPlace', () => {
  const displays = [
    { x: 0, y: 0, width: 1366, height: 768 },
    { x: 1366, y: 0, width: 1920, height: 1080 },
  ];
  const place = { x: 1400, y: 100, width: 1000, height: 700, isMaximized: true };

  it('keeps a place that a display shows', () => expect(clampPlace(place, displays)).toEqual(place));

  it('brings a window of a display that is gone back to the middle of the first', () => {
    expect(clampPlace(place, displays.slice(0, 1))).toEqual({
      x: 183,
      y: 34,
      width: 1000,
      height: 700,
      isMaximized: true,
    });
  });

  it('cuts a window that is larger than its display, and pulls it in', () => {
    const large = { x: -200, y: -50, width: 4000, height: 3000, isMaximized: false };
    expect(clampPlace(large, displays)).toEqual({ ...displays[0], isMaximized: false });
  });

  it('opens in the middle the first time', () => {
    expect(clampPlace(null, displays)).toMatchObject({ x: 43, y: 0, width: 1280, height: 768, isMaximized: false });
  });
});
