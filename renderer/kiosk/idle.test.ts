import { describe, expect, it } from 'vitest';
import { idleLimits, idleStage } from './idle.ts';

const hall = idleLimits({ isThisPc: true, isPrinting: false });

describe('an idle screen that shows somebody', () => {
  it('warns after a minute in the hall, two while printing, ten on other devices', () => {
    expect(hall.warnAfter).toBe(60_000);
    expect(idleLimits({ isThisPc: true, isPrinting: true }).warnAfter).toBe(120_000);
    expect(idleLimits({ isThisPc: false, isPrinting: false }).warnAfter).toBe(600_000);
  });

  it('counts 20 seconds down, then ends, also after the PC slept', () => {
    expect(idleStage(59_999, hall)).toEqual({ kind: 'fine' });
    expect(idleStage(60_000, hall)).toEqual({ kind: 'warn', left: 20 });
    expect(idleStage(79_001, hall)).toEqual({ kind: 'warn', left: 1 });
    expect(idleStage(80_000, hall)).toEqual({ kind: 'over' });
    expect(idleStage(9_000_000, hall)).toEqual({ kind: 'over' });
  });
});
