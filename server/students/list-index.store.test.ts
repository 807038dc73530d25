import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { aPortal } from '../../test/support/portal-builder.ts';
import { aClock } from '../../test/support/scratch.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { createAdminList } from './admin-list.store.ts';
import { fillListIndex } from './list-index.store.ts';
import { createRowWriter } from './row-writer.store.ts';
import { createStudentStore } from './students.store.ts';

const config = aConfig();
const names = ['Nguyễn Văn An', 'Trần Thị Đào', 'Đào Duy Từ', 'H’Hen Niê', 'Lê An', 'Phạm Gia Bảo', 'Ân'];
const dates = ['01/02/2010', '2010-02-01', '05/06/2011', 'không rõ', '', '29/02/2012'];

function aList() {
  const { db } = aPortal(config);
  const students = createStudentStore(db, config);
  const lists = createAdminList(db, config);
  const write = (rows: readonly Readonly<Record<string, string>>[]) => {
    const writer = createRowWriter({ db, config, clock: aClock(), userId: null }, 'main');
    writer.begin();
    for (const row of rows) writer.put(row);
    writer.finish(() => undefined);
  };
  const fill = () => fillListIndex({ db, config, pause: () => undefined });

  /** What the list says, and what going through the table says. */
  function compare(part: string | null, dob: string | null) {
    students.refreshKeys();
    const asked = { part: part === null ? null : toNameKey(part), dob: dob === null ? null : toDobKey(dob) };
    const told = lists.list({ roundId: null, sbd: null, phone: null, ...asked });
    const rows = db.prepare<[], Record<string, string>>('SELECT * FROM students ORDER BY rowid').all();
    const right = rows.filter(
      (row) =>
        (asked.part === null || toNameKey(row['full_name'] ?? '').includes(asked.part)) &&
        (asked.dob === null || (asked.dob !== '' && toDobKey(row['dob'] ?? '') === asked.dob)),
    );
    return {
      told: [told.total, ...told.rows.map(({ sbd }) => sbd)],
      right: [right.length, ...right.map(({ sbd }) => sbd)],
    };
  }

  return { db, write, fill, compare };
}

describe('a list', () => {
  it('says what the tables hold, whatever was written by whom and however far the index is', () => {
    const { db, write, fill, compare } = aList();
    const next = aSeries(20_261_124);
    const any = (list: readonly string[]) => list[next() % list.length] ?? '';
    const number = () => `N${String(next() % 40).padStart(2, '0')}`;
    const acts = [
      () => write(Array.from({ length: 4 }, () => aStudent({ sbd: number(), full_name: any(names), dob: any(dates) }))),
      () => db.prepare('UPDATE students SET full_name = ? WHERE sbd = ?').run(any(names), number()),
      () => db.prepare('UPDATE students SET dob = ? WHERE sbd = ?').run(any(dates), number()),
      () => db.prepare('DELETE FROM students WHERE sbd = ?').run(number()),
      () => db.exec('DELETE FROM students WHERE rowid = (SELECT max(rowid) FROM students)'),
      () =>
        db
          .prepare('INSERT OR REPLACE INTO students (sbd, full_name, dob) VALUES (?, ?, ?)')
          .run(number(), any(names), any(dates)),
      () => db.prepare('UPDATE OR REPLACE students SET sbd = ? WHERE sbd = ?').run(number(), number()),
      fill,
    ];
    for (let step = 0; step < 400; step += 1) {
      acts[next() % acts.length]?.();
      for (const [part, dob] of [
        ['dao', null],
        ['an', null],
        ['NGUYEN V', null],
        [null, any(dates)],
        ['an', '1.2.2010'],
      ] as const) {
        const { told, right } = compare(part, dob);
        expect(told, `step ${step}: ${String(part)} ${String(dob)}`).toEqual(right);
      }
    }
  }, 60_000);

  it('comes from the index once that is filled, by a search and not by going through it', () => {
    const { db, write, fill } = aList();
    write(Array.from({ length: 10 }, (_, index) => aStudent({ sbd: `A${index}` })));
    fill();
    expect(db.prepare('SELECT listed_to FROM student_source').pluck().get()).toBe(10);
    expect(db.prepare('SELECT count(*) FROM list_waiting').pluck().get()).toBe(0);
    const plan = db
      .prepare<[string], { detail: string }>(
        'EXPLAIN QUERY PLAN SELECT count(*) FROM student_list WHERE student_list MATCH ? AND rowid BETWEEN 1 AND 2',
      )
      .get('name : "NGU"');
    expect(plan?.detail).toMatch(/VIRTUAL TABLE INDEX \d+:[<>M]/);
  });
});

describe('the queries that lists wait for', () => {
  const first = `SELECT sbd AS sbd, 0 AS at, rowid AS row FROM students_main`;
  it.each([
    [
      'a window of all by number',
      `${first} UNION ALL ${first.replace('0', '1').replace('main', 'final')} ORDER BY sbd LIMIT 1`,
    ],
    ['a beginning of a number', "SELECT rowid FROM students_main WHERE sbd >= 'A' AND sbd < 'B'"],
    ['a phone', "SELECT sbd FROM student_phone WHERE phone_key = '5678' AND source = 1"],
    ['rows the index does not know', 'SELECT rowid, sbd FROM students_main WHERE rowid > 5 ORDER BY rowid'],
    ['rows that changed', 'SELECT row FROM list_waiting WHERE row BETWEEN 1 AND 2'],
  ])('read no whole table and sort nothing: %s', (_, sql) => {
    const { db } = aPortal();
    const plan = db
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail);
    expect(
      plan.filter((step) => /TEMP B-TREE|^SCAN (?!.*USING COVERING INDEX)/.test(step)),
      plan.join('; '),
    ).toEqual([]);
  });
});

/** A repeatable series of whole numbers. Source: Marsaglia, Xorshift RNGs. */
function aSeries(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
