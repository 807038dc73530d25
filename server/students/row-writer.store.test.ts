import { describe, expect, it } from 'vitest';
import { aPortal } from '../../test/support/portal-builder.ts';
import { aClock } from '../../test/support/scratch.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import type { Sbd } from '../values/sbd.ts';
import { createRowWriter } from './row-writer.store.ts';
import { createStudentStore } from './students.store.ts';

function aWriter() {
  const portal = aPortal();
  const write = (rows: readonly Record<string, string>[], end: 'finish' | 'abandon' = 'finish') => {
    const writer = createRowWriter({ ...portal, clock: aClock(), userId: 'u1' }, 'main');
    writer.begin();
    const outcomes = rows.map((row) => writer.put(row));
    if (end === 'finish') writer.finish(() => undefined);
    else writer.abandon();
    return outcomes;
  };
  const history = () =>
    portal.db.prepare('SELECT record_key, before_json, was_changed_outside FROM record_history').all();
  return { ...portal, write, history, students: createStudentStore(portal.db, portal.config) };
}
const row = (sbd: string, name: string) => ({ sbd, full_name: name, dob: '01/02/2010', phone: '0912345678', toan: '' });
const many = (count: number) => Array.from({ length: count }, (_, index) => row(`B${index}`, `Trần Bình ${index}`));

describe('the row writer', () => {
  it('adds, changes and leaves rows, each found by its keys afterwards', () => {
    const { write, students, db } = aWriter();
    expect(write(many(45))).toEqual(Array.from({ length: 45 }, () => 'added'));
    const second = write([row('B3', 'Trần Bình 3'), row('B4', 'Lê Mới'), row('B4', 'Lê Mới Hơn'), row('C1', 'Y Moan')]);
    expect(second).toEqual(['same', 'changed', 'changed', 'added']);
    const found = students.findByNameAndDob(toNameKey('le moi hon'), toDobKey('1-2-2010'));
    expect(found.map(({ sbd }) => sbd)).toEqual(['B4']);
    expect(students.findByNameAndDob(toNameKey('Trần Bình 4'), toDobKey('1-2-2010'))).toEqual([]);
    expect(students.findByPhoneKey('5678' as never)).toHaveLength(46);
    expect(db.prepare('SELECT count(*) AS n FROM stale_row').get()).toEqual({ n: 0 });
  });

  it('empties the columns a changed row lacks', () => {
    const { write, students } = aWriter();
    write([{ ...row('B1', 'Trần Bình'), school: 'THPT Chu Văn An' }]);
    write([row('B1', 'Trần Bình')]);
    expect(students.findBySbd('B1' as Sbd)[0]?.columns['school']).toBe('');
  });

  it('leaves everything as it was when abandoned', () => {
    const { write, students, shell, history } = aWriter();
    write(many(3));
    const before = shell('.dump');
    write([row('B1', 'Khác'), row('Z9', 'Mới')], 'abandon');
    expect(shell('.dump')).toBe(before);
    expect(students.count()).toBe(3);
    expect(history()).toHaveLength(1);
  });

  it('keeps what stood there before, and whether another program had put it there', () => {
    const { write, shell, history } = aWriter();
    write([row('B1', 'Trần Bình'), row('B2', 'Trần An')]);
    shell("UPDATE students_main SET toan = 'Giải Nhất' WHERE sbd = 'B2'");
    write([row('B1', 'Trần Khác'), row('B2', 'Trần Khác')]);
    const changes = history().filter((change) => JSON.stringify(change).includes('before_json":"'));
    expect(changes).toMatchObject([
      { record_key: 'B1', before_json: expect.stringContaining('Trần Bình') as string, was_changed_outside: 0 },
      { record_key: 'B2', before_json: expect.stringContaining('Giải Nhất') as string, was_changed_outside: 1 },
    ]);
  });

  it('knows a row by its digest, also after its keys were refreshed', () => {
    const { write, shell, students, db } = aWriter();
    const digest = () => db.prepare<[], Buffer>("SELECT digest FROM student_key WHERE sbd = 'B1'").pluck().get();
    write([row('B1', 'Trần Bình')]);
    const written = digest();
    shell("UPDATE students_main SET full_name = 'Lê Khác' WHERE sbd = 'B1'");
    expect(students.findByNameAndDob(toNameKey('Lê Khác'), toDobKey('1-2-2010'))).toHaveLength(1);
    expect(digest()).toEqual(written);
  });

  it('marks again what other programs change once it has finished', () => {
    const { write, shell, db } = aWriter();
    write(many(2));
    shell("UPDATE students_main SET full_name = 'X' WHERE sbd = 'B1'");
    expect(db.prepare('SELECT count(*) AS n FROM stale_row').get()).toEqual({ n: 1 });
  });
});
