import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, deriveBrand } from './brand.ts';

const vectors = [
  ['#0b5a66', '#0b5a66', '#ffffff', '#0b5a66', '#0b5a66', '#cae8ed', '#06515c', '#6aaebb', '#67abb8'],
  ['#667eea', '#566bd5', '#ffffff', '#4659c1', '#667eea', '#d9e1f7', '#324087', '#88a0fe', '#7f99ff'],
  ['#c8102e', '#c8102e', '#ffffff', '#c4062b', '#c8102e', '#f6dad8', '#7c2528', '#fe7f7d', '#fe7272'],
  ['#ffd100', '#ffd100', '#16191d', '#796201', '#a28404', '#e8e1ca', '#574603', '#ffd100', '#ffd100'],
  ['#ff7a00', '#bb5802', '#ffffff', '#a14b02', '#d9680b', '#f4dccf', '#723301', '#fe8128', '#ff7a00'],
  ['#ffffff', '#484848', '#ffffff', '#636363', '#898989', '#e1e1e1', '#484848', '#ffffff', '#ffffff'],
] as const;

const channels = (hex: string) => [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));

function expectNear(actual: string, wanted: string): void {
  const far = channels(actual).map((value, index) => Math.abs(value - (channels(wanted)[index] ?? -9)));
  expect(Math.max(...far), `${actual} is not ${wanted}`).toBeLessThanOrEqual(1);
}

describe('the roles of a brand colour', () => {
  it.each(vectors)('gives %s its known roles', (...vector) => {
    const [primary, fill, on, ink, line, tint2, deep, darkFill, darkInk] = vector;
    const light = deriveBrand(primary, primary);
    const dark = deriveBrand(primary, primary, 'dark');
    expectNear(light.brand, fill);
    expectNear(light['on-brand'], on);
    expectNear(light['brand-ink'], ink);
    expectNear(light['brand-line'], line);
    expectNear(light['brand-tint-2'], tint2);
    expectNear(light['brand-deep'], deep);
    expectNear(dark.brand, darkFill);
    expectNear(dark['brand-ink'], darkInk);
    expectNear(dark['brand-deep'], deep);
  });

  it('lays an 8-digit colour on white and reads 3 digits as 6', () => {
    expect(deriveBrand('#00000000', '#000')).toEqual(deriveBrand('#fff', '#000000'));
  });

  it('keeps every contrast for 1,000 colours in both themes', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colour, colour, (primary, accent) => {
        expectContrasts(primary, accent, 'light');
        expectContrasts(primary, accent, 'dark');
      }),
      { numRuns: 1000 },
    );
  });
});

function expectContrasts(primary: string, accent: string, theme: 'light' | 'dark'): void {
  const roles = deriveBrand(primary, accent, theme);
  const [surface, sunken] = theme === 'light' ? ['#ffffff', '#eceeed'] : ['#171b1d', '#0c0f10'];
  const least = (a: string, b: string, ratio: number) => expect(contrast(a, b)).toBeGreaterThanOrEqual(ratio);
  least(roles.brand, roles['on-brand'], 4.5);
  for (const ink of [roles['brand-ink'], roles['accent-ink']]) {
    least(ink, surface, 5.5);
    least(ink, sunken, 4.5);
  }
  least(roles['brand-ink'], roles['brand-tint'], 4.5);
  least(roles['brand-ink'], roles['brand-tint-2'], 4.5);
  least(roles['brand-line'], surface, 3.1);
  least(roles['brand-line'], sunken, 3);
  least(roles['brand-deep'], '#ffffff', 8.5);
  least(roles['brand-deep'], roles['on-brand-deep-2'], 4.5);
  least(roles['brand-deep-2'], '#ffffff', 4.5);
}
