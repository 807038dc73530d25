/** When a screen that shows somebody is cleared. All in ms. */
export type IdleLimits = { readonly warnAfter: number; readonly clearAfter: number };

const warningMs = 20_000;

/** A minute on the PC in the hall, two while printing; ten on a visitor's own phone or computer. */
export function idleLimits(where: { readonly isThisPc: boolean; readonly isPrinting: boolean }): IdleLimits {
  const warnAfter = where.isThisPc ? (where.isPrinting ? 120_000 : 60_000) : 600_000;
  return { warnAfter, clearAfter: warnAfter + warningMs };
}

/** What an idle time asks for: nothing, the warning with the whole seconds left, or the end. */
export function idleStage(
  idleMs: number,
  limits: IdleLimits,
): { readonly kind: 'fine' | 'over' } | { readonly kind: 'warn'; readonly left: number } {
  if (idleMs < limits.warnAfter) return { kind: 'fine' };
  if (idleMs >= limits.clearAfter) return { kind: 'over' };
  return { kind: 'warn', left: Math.ceil((limits.clearAfter - idleMs) / 1000) };
}
