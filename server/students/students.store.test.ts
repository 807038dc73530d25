import { describe, expect, it } from 'vitest';
import { aPortal } from '../../test/support/portal-builder.ts';
import { openDatabase } from '../db/open-database.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import type { Sbd } from '../values/sbd.ts';
import { createStudentStore } from './students.store.ts';

function aStore() {
  const portal = aPortal();
  const students = createStudentStore(portal.db, portal.config);
  const find = (name: string, dob: string) =>
    students.findByNameAndDob(toNameKey(name), toDobKey(dob)).map(({ roundId, sbd }) => `${roundId}:${sbd}`);
  return { ...portal, students, find };
}
const insertDao = `INSERT INTO students_main (sbd, full_name, dob, phone) VALUES ('A1', 'Nguyễn Thị Đào', '02/01/2010', '0912345678')`;

describe('a row changed by the sqlite3 shell', () => {
  it('is found by its name and date of birth at the next request', () => {
    const { find, shell } = aStore();
    shell(insertDao);
    expect(find('nguyen thi dao', '2010-1-2')).toEqual(['main:A1']);
  });

  it('is found by its new values and no longer by its old ones', () => {
    const { db, find, shell } = aStore();
    shell(insertDao);
    find('nguyen thi dao', '2010-1-2');
    shell("UPDATE students_main SET full_name = 'H’Hen Niê', sbd = 'B7' WHERE sbd = 'A1'");
    expect(find("h'hen nie", '02-01-2010')).toEqual(['main:B7']);
    expect(find('nguyen thi dao', '02-01-2010')).toEqual([]);
    shell('DELETE FROM students_main');
    expect(find("h'hen nie", '02-01-2010')).toEqual([]);
    expect(db.prepare('SELECT count(*) AS n FROM student_key').get()).toEqual({ n: 0 });
  });

  it('is found when it was replaced, several times, and in both rounds', () => {
    const { db, find, shell, students } = aStore();
    shell(insertDao);
    shell(insertDao.replace('INSERT', 'INSERT OR REPLACE').replace('Đào', 'Lan'));
    shell(insertDao.replace('INSERT', 'INSERT OR REPLACE').replace('Đào', 'Mai'));
    shell(insertDao.replace('Đào', 'Mai').replace('_main', '_final'));
    expect(find('NGUYEN THI MAI', '2/1/2010')).toEqual(['main:A1', 'final:A1']);
    expect(find('NGUYEN THI LAN', '2/1/2010')).toEqual([]);
    expect(db.prepare('SELECT count(*) AS n FROM student_key').get()).toEqual({ n: 2 });
    expect(students.count()).toBe(2);
  });

  it('is found although its table was dropped and made anew', () => {
    const { find, shell } = aStore();
    shell(insertDao);
    find('x', 'y');
    shell(
      `CREATE TABLE copy AS SELECT * FROM students_main; DROP TABLE students_main; ALTER TABLE copy RENAME TO students_main;
       UPDATE students_main SET full_name = 'Lê An'`,
    );
    expect(find('le an', '2/1/2010')).toEqual(['main:A1']);
    expect(find('nguyen thi dao', '2/1/2010')).toEqual([]);
  });

  it('is found while another connection holds the write lock', () => {
    const { find, shell, path } = aStore();
    shell(insertDao);
    const importer = openDatabase(path);
    importer.exec('BEGIN IMMEDIATE');
    expect(find('nguyen thi dao', '2010-1-2')).toEqual(['main:A1']);
    importer.close();
  });
});

describe('the queries a kiosk waits for', () => {
  it('search an index and scan no table', () => {
    const { db, config } = aPortal();
    const sources: string[] = [];
    const prepare = db.prepare.bind(db);
    db.prepare = (source: string) => {
      sources.push(source);
      return prepare(source);
    };
    const students = createStudentStore(db, config);
    students.findBySbd('A1' as Sbd);
    const asked = sources.filter((source) => source.startsWith('SELECT') && source.includes('?'));
    expect(asked.length).toBeGreaterThanOrEqual(4);
    const atStart = /stale_row|student_source|pragma_table_info/;
    for (const source of asked.filter((sql) => !atStart.test(sql))) {
      const plan = db.prepare<string[], { detail: string }>(`EXPLAIN QUERY PLAN ${source}`);
      const details = plan.all(...Array.from(source.matchAll(/\?/g), () => '')).map(({ detail }) => detail);
      expect(details, source).toEqual([expect.stringMatching(/^SEARCH /)]);
    }
  });
});
