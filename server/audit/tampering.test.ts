import fc from 'fast-check';
import { createPrivateKey, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aPortal } from '../../test/support/portal-builder.ts';
import { aClock, aLog } from '../../test/support/scratch.ts';
import { createRowWriter } from '../students/row-writer.store.ts';
import { type AuditRow, auditColumns, leafOf } from '../values/audit-row.ts';
import { readNotes, toNote, toNoteBody } from '../values/checkpoint-note.ts';
import { toHex } from '../values/hex.ts';
import { createLogTree } from '../values/merkle-tree.ts';
import { auditHash, sha256 } from './audit-chain.ts';
import { createAuditStore } from './audit.store.ts';
import { createAudit } from './audit.ts';
import { createCheckpointStore } from './checkpoints.store.ts';
import { createLogCheck } from './log-check.store.ts';
import { createRecordCheck } from './record-check.store.ts';

const slug = 'ky-thi-thu';
const size = 60;
const signedAt = [20, 40, 60];

/** A log of 60 entries, signed at 20, 40 and 60, and what a tool on the file can do to it. */
function aSignedLog() {
  const portal = aPortal();
  const { db, inTransaction } = portal;
  const clock = aClock();
  const audit = createAudit({ store: createAuditStore(db), inTransaction, clock, log: aLog() });
  const checkpoints = createCheckpointStore(db, slug);
  const outside: string[] = [];
  for (let n = 1; n <= size; n += 1) {
    clock.pass(1000);
    audit.append({ action: n % 3 ? 'student.update' : 'admin.list', userEmail: `u${n % 4}@b.vn`, targetId: `t:${n}` });
    if (signedAt.includes(n)) outside.push(checkpoints.make(`2026-05-20T08:00:${n - 1}Z`, inTransaction).note);
  }
  db.exec('DROP TRIGGER admin_activity_no_update; DROP TRIGGER admin_activity_no_delete');
  const check = createLogCheck(db, slug);

  /** What the check finds after the change, which is then taken back. */
  function after(change: () => void, notes: readonly string[] = []) {
    let fault = null;
    db.exec('SAVEPOINT tampering');
    try {
      change();
      fault = check.checkAll(readNotes(notes.join('\n'))).fault;
    } finally {
      db.exec('ROLLBACK TO tampering; RELEASE tampering');
    }
    return fault;
  }
  const set = (column: string, value: unknown, seq: number) =>
    void db.prepare(`UPDATE admin_activity SET ${column} = ? WHERE seq = ?`).run(value, seq);
  const row = (seq: number) =>
    db.prepare<[number], AuditRow>('SELECT * FROM admin_activity WHERE seq = ?').get(seq) as AuditRow;
  const remove = (from: number, to = from) =>
    void db.prepare('DELETE FROM admin_activity WHERE seq BETWEEN ? AND ?').run(from, to);
  const writeHead = () => {
    const last = db.prepare<[], AuditRow>('SELECT * FROM admin_activity ORDER BY seq DESC LIMIT 1').get();
    db.prepare("UPDATE settings SET value = ? WHERE key = 'audit.head'").run(last ? `${last.seq} ${last.hash}` : '0');
  };
  /** Makes the chain right again from there on, as someone who knows the format would. */
  const rehash = (from: number) => {
    for (let seq = from; row(seq) as AuditRow | undefined; seq += 1) {
      set('prev', seq === 1 ? null : row(seq - 1).hash, seq);
      set('hash', auditHash(row(seq)), seq);
    }
    writeHead();
  };
  /** Gives every row from there on the next number, or the one before. */
  const shift = (from: number, by: 1 | -1) => {
    db.prepare('UPDATE admin_activity SET seq = -seq WHERE seq >= ?').run(from);
    db.prepare('UPDATE admin_activity SET seq = -seq + ? WHERE seq < 0').run(by);
  };
  const insert = (seq: number) => {
    shift(seq, 1);
    db.prepare(
      `INSERT INTO admin_activity (id, timestamp, action, metadata, seq, prev, hash) VALUES (?, ?, ?, '{}', ?, ?, '')`,
    ).run(`forged-${seq}`, '2026-05-20T08:00:00Z', 'admin.list', seq, seq === 1 ? null : row(seq - 1).hash);
    set('hash', auditHash(row(seq)), seq);
  };
  /** Signs every stored checkpoint anew with the stolen key. */
  const resign = () => {
    const der = db.prepare<[], Buffer>("SELECT value FROM secrets WHERE name = 'audit-key'").pluck().get();
    const key = createPrivateKey({ key: der ?? '', format: 'der', type: 'pkcs8' });
    const rows = [...createAuditStore(db).rows()];
    for (const { read } of checkpoints.list()) {
      if (!read) continue;
      const tree = createLogTree(sha256);
      const kept = Math.min(read.size, rows.length);
      for (const each of rows.slice(0, kept)) tree.push(leafOf(each));
      const body = toNoteBody({ ...read, size: kept, root: toHex(tree.root()) });
      const note = toNote(body, checkpoints.verifierKey(), sign(null, Buffer.from(body), key));
      db.prepare('UPDATE audit_checkpoint SET note = ?, size = ? WHERE size = ?').run(note, kept, read.size);
    }
  };
  return { ...portal, after, set, row, remove, rehash, shift, insert, resign, writeHead, outside, check };
}

describe('a tampered log', () => {
  it('is found: 560 changed, removed, inserted, cut, swapped and re-computed ones', { timeout: 60_000 }, () => {
    const log = aSignedLog();
    expect(log.check.checkAll(readNotes(log.outside.join('\n'))).fault).toBeNull();
    const found = new Map<string, number>();
    const expectFound = (kind: string, change: () => void) => {
      expect(log.after(change), kind).not.toBeNull();
      found.set(kind, (found.get(kind) ?? 0) + 1);
    };
    const seqs = Array.from({ length: size }, (_, index) => index + 1);
    for (const column of auditColumns) {
      for (const seq of seqs.filter((n) => n % 4 === auditColumns.indexOf(column) % 4)) {
        if (column !== 'seq') expectFound('changed', () => log.set(column, `x${seq}`, seq));
      }
    }
    for (const seq of seqs) {
      expectFound('removed', () => log.remove(seq));
      expectFound('inserted', () => log.insert(seq));
      if (seq < size) {
        expectFound('cut', () => log.remove(seq + 1, size));
        expectFound('swapped', () => {
          log.set('seq', -1, seq);
          log.set('seq', seq, seq + 1);
          log.set('seq', seq + 1, -1);
        });
        expectFound('removed and numbered anew', () => {
          log.remove(seq);
          log.shift(seq + 1, -1);
        });
      }
      expectFound('re-computed to the end', () => {
        log.set('target_id', 'x', seq);
        log.rehash(seq);
      });
      expectFound('cut with its head', () => {
        log.remove(seq, size);
        log.writeHead();
      });
    }
    const total = [...found.values()].reduce((sum, count) => sum + count);
    console.log(`audit: ${total} tamperings found: ${JSON.stringify(Object.fromEntries(found))}`);
    expect(total).toBeGreaterThanOrEqual(560);
  });

  it(
    'that someone with all keys re-computed and signed anew is found by a checkpoint kept outside alone',
    { timeout: 60_000 },
    () => {
      const log = aSignedLog();
      for (let seq = 1; seq <= size; seq += 4) {
        const forge = () => {
          log.set('target_id', 'x', seq);
          log.rehash(seq);
          log.resign();
        };
        const cut = () => {
          log.remove(seq, size);
          log.writeHead();
          log.resign();
        };
        expect(log.after(forge)).toBeNull();
        expect(log.after(forge, log.outside)).toMatchObject({ kind: 'checkpoint' });
        expect(log.after(cut)).toBeNull();
        expect(log.after(cut, log.outside)).toMatchObject({ kind: 'cut', seq: Math.max(1, seq) });
      }
    },
  );

  it('keeps what came after the last outside checkpoint unproven', () => {
    const log = aSignedLog();
    const forge = () => {
      log.set('target_id', 'x', 41);
      log.rehash(41);
      log.resign();
    };
    expect(log.after(forge, log.outside.slice(0, 2))).toBeNull();
  });

  it('with an exchanged key or an altered checkpoint is found by its signature', () => {
    const { db, after } = aSignedLog();
    const flip = (at: number) => () => {
      const note = db.prepare<[], string>('SELECT note FROM audit_checkpoint WHERE size = 40').pluck().get() ?? '';
      const char = note[at] === 'A' ? 'B' : 'A';
      db.prepare('UPDATE audit_checkpoint SET note = ? WHERE size = 40').run(
        note.slice(0, at) + char + note.slice(at + 1),
      );
    };
    fc.assert(
      fc.property(fc.nat(200), (at) => after(flip(at))?.kind === 'signature'),
      { numRuns: 60 },
    );
    const rename = () => db.prepare("UPDATE settings SET value = 'x' WHERE key = 'database.id'").run();
    expect(after(() => void rename())).toEqual({ seq: 20, kind: 'signature' });
  });
});

function aList() {
  const portal = aPortal();
  const { db, config, inTransaction } = portal;
  const writer = createRowWriter({ db, config, clock: aClock(), userId: null }, 'main');
  writer.begin();
  for (let n = 0; n < 50; n += 1) {
    const [sbd, dob] = [`A${String(n).padStart(2, '0')}`, `0${(n % 9) + 1}-01-2010`];
    writer.put({ sbd, full_name: `Nguyễn Văn ${n}`, dob, phone: `09123456${n % 90}`, toan: 'Giải Nhất' });
  }
  writer.finish(() => undefined);
  createCheckpointStore(db, slug).make('2026-05-20T08:00:00Z', inTransaction);
  const find = () => createRecordCheck(db, config).find();
  return { ...portal, find };
}

describe('records changed outside the program', () => {
  it('are each named: 100 changed, removed and added by another tool', { timeout: 60_000 }, () => {
    const { db, find } = aList();
    expect(find()).toMatchObject({ changes: [], records: 50, isForged: false });
    const expectNamed = (sql: string, key: string, kind: string) => {
      db.exec(`SAVEPOINT tampering; ${sql}`);
      expect(find().changes).toEqual([{ table: 'students_main', round_id: 'main', key, kind }]);
      db.exec('ROLLBACK TO tampering; RELEASE tampering');
    };
    for (let n = 0; n < 50; n += 2) {
      const sbd = `A${String(n).padStart(2, '0')}`;
      expectNamed(`UPDATE students_main SET toan = 'Giải Nhì' WHERE sbd = '${sbd}'`, sbd, 'altered');
      expectNamed(`UPDATE students_main SET full_name = 'Lê Thị ${n}' WHERE sbd = '${sbd}'`, sbd, 'altered');
      expectNamed(`DELETE FROM students_main WHERE sbd = '${sbd}'`, sbd, 'missing');
      expectNamed(`INSERT INTO students_main (sbd, full_name) VALUES ('B${n}', 'Lê')`, `B${n}`, 'unknown');
    }
  });

  it('are named where the triggers were away meanwhile, and in the tables of users and revocations', () => {
    const { db, find } = aList();
    db.exec(`DROP TRIGGER lvt_mark_students_main_update; DROP TRIGGER lvt_mark_students_main_delete;
      UPDATE students_main SET full_name = 'Lê' WHERE sbd = 'A07'; DELETE FROM students_main WHERE sbd = 'A08';
      INSERT INTO admin_users (id, email, role, created_at) VALUES ('u', 'a@b.vn', 'super-admin', '2026-01-01');
      INSERT INTO revocation VALUES ('main', 'A09', 'TOAN', '2026-01-01', NULL, 'x')`);
    expect(find().changes).toEqual([
      { table: 'students_main', round_id: 'main', key: 'A07', kind: 'altered' },
      { table: 'students_main', round_id: 'main', key: 'A08', kind: 'missing' },
      { table: 'admin_users', round_id: null, key: 'u', kind: 'unknown' },
      { table: 'revocation', round_id: null, key: 'main:A09:TOAN', kind: 'unknown' },
    ]);
  });

  it('are found by the sum of the digests where the tool knew the key and wrote the digest too', () => {
    const { db, find } = aList();
    db.exec("UPDATE student_key SET digest = x'00112233445566778899aabbccddeeff' WHERE sbd = 'A07'");
    expect(find()).toMatchObject({ isForged: true });
    db.exec("UPDATE digest_bucket SET hash = x'00' WHERE bucket = 5");
    expect(find()).toMatchObject({ isForged: true });
  });
});
