import { expect, it } from 'vitest';
import { createAuditStore } from '../../server/audit/audit.store.ts';
import { createLogCheck } from '../../server/audit/log-check.store.ts';
import { createAudit } from '../../server/audit/audit.ts';
import { openDatabase, type Database } from '../../server/db/open-database.ts';
import { aPortal } from '../support/portal-builder.ts';
import { aClock, aLog } from '../support/scratch.ts';
import { aChance, type Chance, tell } from './fault-run.ts';

const columns = [
  'id',
  'timestamp',
  'user_id',
  'user_email',
  'action',
  'target_id',
  'metadata',
  'ip',
  'actor_session',
  'commit_hash',
  'prev',
  'hash',
];

/** Ways to alter the log by a database tool; each gives what it did. */
const ways: readonly ((db: Database, chance: Chance, rows: number) => string)[] = [
  (db, chance, rows) => {
    const [column = '', seq] = [columns[chance.below(columns.length)], 1 + chance.below(rows)];
    db.prepare(`UPDATE admin_activity SET ${column} = coalesce(${column}, '') || 'x' WHERE seq = ?`).run(seq);
    return `${column} of ${seq}`;
  },
  (db, chance, rows) => {
    const seq = 1 + chance.below(rows);
    db.prepare('DELETE FROM admin_activity WHERE seq = ?').run(seq);
    return `${seq} gone`;
  },
  (db, chance, rows) => {
    const from = 1 + chance.below(rows);
    db.prepare('DELETE FROM admin_activity WHERE seq >= ?').run(from);
    return `from ${from} on gone`;
  },
  (db, chance, rows) => {
    const seq = 1 + chance.below(rows - 1);
    db.prepare('UPDATE admin_activity SET seq = -1 WHERE seq = ?').run(seq);
    db.prepare('UPDATE admin_activity SET seq = ? WHERE seq = ?').run(seq, seq + 1);
    db.prepare('UPDATE admin_activity SET seq = ? WHERE seq = -1').run(seq + 1);
    return `${seq} and the next one swapped`;
  },
  (db, chance, rows) => {
    const seq = 1 + chance.below(rows);
    db.prepare('DELETE FROM admin_activity WHERE seq = ?').run(seq);
    db.prepare('UPDATE admin_activity SET seq = -seq WHERE seq > ?').run(seq);
    db.prepare('UPDATE admin_activity SET seq = -seq - 1 WHERE seq < 0').run();
    return `${seq} gone and the rest renumbered`;
  },
  (db, chance, rows) => {
    const seq = 1 + chance.below(rows);
    const copied = columns.filter((column) => column !== 'id').join(', ');
    db.prepare(
      `INSERT INTO admin_activity (id, seq, ${copied}) SELECT 'forged', ?, ${copied} FROM admin_activity WHERE seq = ?`,
    ).run(rows + 1, seq);
    return `${seq} once more at the end`;
  },
];

/** Control: the log that nobody altered is whole, before and after all of them. */
it('finds every alteration of the log that was made outside the program', { timeout: 120_000 }, () => {
  const { db, inTransaction } = aPortal();
  const audit = createAudit({ store: createAuditStore(db), inTransaction, clock: aClock(), log: aLog() });
  const rows = 60;
  for (let entry = 0; entry < rows; entry += 1) {
    inTransaction(() => {
      audit.append({
        action: 'student.update',
        userId: 'u',
        userEmail: 'a@b.vn',
        targetId: `A${entry}`,
        ip: '10.0.0.1',
        session: 's',
        commitHash: 'c',
      });
    });
  }
  const check = createLogCheck(db, 'ky-thi-thu');
  expect(check.checkAll().fault).toBeNull();
  const chance = aChance('audit');
  db.exec('DROP TRIGGER admin_activity_no_update; DROP TRIGGER admin_activity_no_delete');
  const tried = 5_000;
  const unfound: string[] = [];
  for (let count = 0; count < tried; count += 1) {
    db.exec('BEGIN');
    const what = ways[count % ways.length]?.(db, chance, rows) ?? '';
    if (check.checkAll().fault === null) unfound.push(what);
    db.exec('ROLLBACK');
  }
  expect(check.checkAll().fault).toBeNull();
  tell(`audit: ${tried} alterations of ${ways.length} kinds, ${unfound.length} unfound`);
  expect(unfound).toEqual([]);
  // Another connection sees the log as it was.
  const other = openDatabase(db.name);
  expect(other.prepare('SELECT count(*) FROM admin_activity').pluck().get()).toBe(rows);
  other.close();
});
