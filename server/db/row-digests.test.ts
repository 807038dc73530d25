import { describe, expect, it } from 'vitest';
import { aPortal } from '../../test/support/portal-builder.ts';
import { createDigestOf, digestText } from './record-digests.ts';
import { createRowDigestOf } from './row-digests.ts';
import { createTextRows } from './text-rows.ts';

const odd = [
  ['B1', 'Nguyễn Thị Ánh', ''],
  ['', '', ''],
  ['a"b\\c\0d', "O'Brien ' --", '\ud83d\ude00'],
  ['\ud800', '\u00ff\u07ff\u0800\uffff', ' \r\n\t'],
  ['x'.repeat(85), 'Ặ'.repeat(85), 'ă'.repeat(86)],
  ['y'.repeat(99), 'z'.repeat(100), 'Đ'.repeat(70_000)],
];

describe('rows of texts as bytes', () => {
  it('come out of SQLite as they went in, whatever their texts are, in batches of any size', () => {
    const { db } = aPortal();
    const read = db
      .prepare<[Buffer], string[]>('SELECT value ->> 0, value ->> 1, value ->> 2 FROM jsonb_each(?)')
      .raw();
    const given = Array.from({ length: 2_000 }, (_, index) => odd[index % 6]?.map((text) => text.slice(0, 90)) ?? []);
    const found: string[][] = [];
    const rows = createTextRows(3, (batch) => found.push(...read.all(batch)));
    for (const row of [...odd, ...given]) rows.add(row);
    rows.flush();
    rows.flush();
    const asBytes = (list: readonly (readonly string[])[]) => list.map((row) => row.map((text) => Buffer.from(text)));
    expect(asBytes(found)).toEqual(asBytes([...odd, ...given]));
  });

  it('have the digest that the same row has as a record', () => {
    const { db } = aPortal();
    const columns = ['sbd', 'Full_Name', 'dob'];
    const rowDigestOf = createRowDigestOf(db, 'students_main', columns);
    const rows = createTextRows(3, () => undefined);
    for (const row of odd) {
      rows.add(row);
      const record = Object.fromEntries(columns.map((column, index) => [column, row[index] ?? '']));
      expect(rowDigestOf(row, rows.last)).toBe(createDigestOf(db)('students_main', digestText(record)));
    }
  });
});
