import type { Database } from '../db/open-database.ts';

export type SecondFactorStore = ReturnType<typeof createSecondFactorStore>;

/** Sealed seeds, and recovery codes by their hash. Writes belong into a transaction; times are instants. */
export function createSecondFactorStore(db: Database) {
  const selectSeed = db.prepare<[string], Buffer>('SELECT sealed_seed FROM second_factor WHERE user_id = ?').pluck();
  const selectOwners = db.prepare<[], string>('SELECT user_id FROM second_factor').pluck();
  const upsert = db.prepare<[string, Buffer, string, number]>(
    'INSERT OR REPLACE INTO second_factor VALUES (?, ?, ?, ?)',
  );
  const advance = db.prepare<[{ userId: string; step: number }]>(
    'UPDATE second_factor SET last_step = @step WHERE user_id = @userId AND last_step < @step',
  );
  const removeSeed = db.prepare<[string]>('DELETE FROM second_factor WHERE user_id = ?');
  const upsertPending = db.prepare<[string, Buffer, string]>(
    'INSERT OR REPLACE INTO second_factor_pending VALUES (?, ?, ?)',
  );
  const selectPending = db.prepare<[string], { seed: Buffer; begunAt: string }>(
    'SELECT sealed_seed AS seed, begun_at AS begunAt FROM second_factor_pending WHERE user_id = ?',
  );
  const removePending = db.prepare<[string]>('DELETE FROM second_factor_pending WHERE user_id = ?');
  const insertCode = db.prepare<[string, Buffer]>('INSERT INTO recovery_code VALUES (?, ?)');
  const deleteCode = db.prepare<[string, Buffer]>('DELETE FROM recovery_code WHERE user_id = ? AND code_hash = ?');
  const deleteCodes = db.prepare<[string]>('DELETE FROM recovery_code WHERE user_id = ?');
  const countCodes = db.prepare<[string], number>('SELECT count(*) FROM recovery_code WHERE user_id = ?').pluck();

  /** Undefined where the user has none. */
  function seedOf(userId: string): Buffer | undefined {
    return selectSeed.get(userId);
  }
  /** Ids of the users who have one. */
  function owners(): ReadonlySet<string> {
    return new Set(selectOwners.all());
  }
  /** False where this step or a later one was used before: of any number of callers at once, one gets true. */
  function useStep(userId: string, step: number): boolean {
    return advance.run({ userId, step }).changes === 1;
  }
  /** False where there is no such code, or no longer: of any number of callers at once, one gets true. */
  function useCode(userId: string, codeHash: Buffer): boolean {
    return deleteCode.run(userId, codeHash).changes === 1;
  }
  function codesLeft(userId: string): number {
    return countCodes.get(userId) ?? 0;
  }
  function begin(userId: string, sealedSeed: Buffer, now: string): void {
    upsertPending.run(userId, sealedSeed, now);
  }
  function pending(userId: string): { readonly seed: Buffer; readonly begunAt: string } | undefined {
    return selectPending.get(userId);
  }
  type Confirmed = {
    readonly seed: Buffer;
    readonly now: string;
    readonly step: number;
    readonly codes: readonly Buffer[];
  };
  /** The new seed in place of an old one, with its recovery codes. */
  function confirm(userId: string, { seed, now, step, codes }: Confirmed): void {
    remove(userId);
    upsert.run(userId, seed, now, step);
    for (const code of codes) insertCode.run(userId, code);
  }
  function remove(userId: string): void {
    for (const statement of [removeSeed, removePending, deleteCodes]) statement.run(userId);
  }

  return { seedOf, owners, useStep, useCode, codesLeft, begin, pending, confirm, remove };
}
