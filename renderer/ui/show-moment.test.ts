import { describe, expect, it } from 'vitest';
import { showMoment } from './show-moment.ts';

const now = new Date(2026, 10, 24, 16, 0, 0);

describe('an instant in the panel', () => {
  it('is the time alone today, to the second when asked', () => {
    const shown = showMoment(new Date(2026, 10, 24, 14, 38, 5), now, 'vi');
    expect(shown.short).toBe('14:38');
    expect(shown.full).toContain('14:38:05');
  });

  it.each(['vi', 'en'] as const)('is the day before that, as it is written in Vietnam, in %s', (locale) => {
    expect(showMoment(new Date(2026, 10, 3, 9, 5), now, locale).short).toBe('03/11/2026');
    expect(showMoment(new Date(2025, 10, 24, 16, 0), now, locale).short).toBe('24/11/2025');
  });
});
