import { describe, expect, it } from 'vitest';
import { nextDelay } from './backoff.ts';
import { mayAsk, mayNavigate, mayOpen } from './navigation.ts';
import { clampPlace } from './place.ts';

const origin = 'http://127.0.0.1:5000';

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
  ])('%s: %s', (url, may) => expect(mayNavigate(url, origin)).toBe(may));

  it('is nowhere before the server is ready', () => expect(mayNavigate(`${origin}/`, null)).toBe(false));

  it('is the own browser for links of the list alone', () => {
    expect(mayOpen('https://github.com/x')).toBe(true);
    for (const url of ['http://github.com/x', 'https://github.com.evil.example/', 'file:///c', 'smb://x', '']) {
      expect(mayOpen(url)).toBe(false);
    }
  });
});

describe('what a page may ask for', () => {
  it.each([
    ['media', '/certificate-checker', true],
    ['media', '/admin', false],
    ['fullscreen', '/', true],
    ['geolocation', '/', false],
    ['notifications', '/admin', false],
    ['clipboard-read', '/admin', false],
  ])('%s at %s: %s', (permission, path, may) => {
    expect(mayAsk({ permission, url: origin + path, origin })).toBe(may);
    expect(mayAsk({ permission, url: `http://10.0.0.1:5000${path}`, origin })).toBe(false);
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
