import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { anIngest, csv, sheet } from '../../test/support/ingest-builder.ts';
import { createStudentStore } from '../students/students.store.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';

const head = ['sbd', 'full_name', 'dob', 'school', 'grade', 'phone', 'ward', 'toan', 'van'];
const an = ['A01', 'Nguyễn Văn An', '02/01/2010', 'THCS Ngô Quyền', '9A', '0912345678', 'P.1', 'Giải Nhất', ''];
const binh = ['A02', 'Trần Thị Bình', '25-12-2010', '', '', '', '', '', 'Đạt'];

describe('an import', () => {
  it('writes what it read, found afterwards by name and date of birth', () => {
    const { importing, db, config } = anIngest();
    const report = importing(csv(head, an, binh));
    expect(report).toMatchObject({ committed: true, counts: { read: 2, added: 2, changed: 0, same: 0, rejected: 0 } });
    const found = createStudentStore(db, config).findByNameAndDob(toNameKey('nguyen van an'), toDobKey('2.1.2010'));
    expect(found.map(({ columns }) => columns)).toEqual([
      Object.fromEntries(head.map((name, index) => [name, an[index]])),
    ]);
  });

  it('fills a column that the config names twice, as a number that is also drawn', () => {
    const { data_mapping: mapping } = aConfig();
    const { importing, rows } = anIngest(aConfig({ data_mapping: { ...mapping, extra_cols: ['sbd', 'toan'] } }));
    importing(csv(head, an, binh));
    expect(rows()).toMatchObject([
      { sbd: 'A01', toan: 'Giải Nhất' },
      { sbd: 'A02', toan: '' },
    ]);
  });

  it('on a full disk is refused by name, leaves nothing, and is written once there is room', () => {
    const { importing, rows, db } = anIngest();
    importing(csv(head, an));
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 3}`);
    const list = csv(head, ...Array.from({ length: 2_000 }, (_, at) => binh.with(0, `B${at}`)));
    expect(() => importing(list)).toThrow(expect.objectContaining({ kind: 'disk-full', code: 'disk.full' }));
    expect(rows()).toHaveLength(1);
    db.pragma('max_page_count = 1000000');
    expect(importing(list)).toMatchObject({ committed: true, counts: { added: 2_000 } });
  });

  it('only looks, unless told to commit', () => {
    const { importing, rows, shell } = anIngest();
    const before = shell('.dump');
    expect(importing(csv(head, an, binh), { commit: false })).toMatchObject({ committed: false, counts: { added: 2 } });
    expect(rows()).toEqual([]);
    expect(shell('.dump')).toBe(before);
  });

  it('counts what is the same, and leaves or replaces what differs', () => {
    const { importing, rows } = anIngest();
    importing(csv(head, an, binh));
    const changed = an.with(7, 'Giải Nhì');
    const list = csv(head, changed, binh, ['A03', 'Y Moan Êban', '', '', '', '', '', '', '']);
    const expected = { added: 1, changed: 0, kept: 1, same: 1 };
    expect(importing(list, { duplicates: 'skip', commit: false })).toMatchObject({ counts: expected, findings: [] });
    expect(importing(list, { commit: false }).findings).toMatchObject([
      { code: 'row.kept', examples: [{ row: 2, before: 'A01', after: 'toan: Giải Nhất → Giải Nhì' }] },
    ]);
    expect(importing(list, { duplicates: 'replace' })).toMatchObject({
      counts: { added: 1, changed: 1, kept: 0, same: 1 },
    });
    expect(rows()[0]).toMatchObject({ sbd: 'A01', toan: 'Giải Nhì', phone: '0912345678' });
  });

  it('warns that a replaced row loses what the list does not bring', () => {
    const { importing, rows } = anIngest();
    importing(csv(head, an));
    const report = importing(csv(['sbd', 'full_name', 'grade'], ['A01', 'Nguyễn Văn An', '']), {
      duplicates: 'replace',
    });
    const emptied = report.findings.flatMap(({ code, column }) =>
      code.endsWith('.emptied') ? [`${code} ${column}`] : [],
    );
    expect(emptied).toEqual(
      expect.arrayContaining(['value.emptied grade', 'column.emptied phone', 'column.emptied toan']),
    );
    expect(rows()[0]).toMatchObject({ phone: '', toan: '', grade: '' });
  });

  it('takes the same day in another spelling for no change', () => {
    const { importing } = anIngest();
    importing(csv(head, binh));
    expect(importing(csv(head, binh.with(2, '2010.12.25')), { duplicates: 'replace' })).toMatchObject({
      counts: { same: 1 },
    });
  });

  it('keeps the first of two rows with one number, under replace the last', () => {
    const twice = csv(head, an, an.with(1, 'Nguyễn Văn Anh'));
    const first = anIngest();
    expect(first.importing(twice)).toMatchObject({ counts: { read: 2, added: 1, repeated: 1 } });
    expect(first.rows()[0]).toMatchObject({ full_name: 'Nguyễn Văn An' });
    const last = anIngest();
    last.importing(twice, { duplicates: 'replace' });
    expect(last.rows()[0]).toMatchObject({ full_name: 'Nguyễn Văn Anh' });
  });

  it('writes one entry into the activity log, with counts and no values', () => {
    const { importing, db } = anIngest();
    importing(csv(head, an, binh));
    importing(csv(head, an), { commit: false });
    const entries = db.prepare('SELECT action, target_id, metadata, commit_hash FROM admin_activity').all();
    expect(entries).toEqual([
      {
        action: 'ingest.commit',
        target_id: 'main',
        metadata: JSON.stringify({ batch: 1, format: 'csv', added: 2, changed: 0, same: 0, kept: 0, rejected: 0 }),
        commit_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
  });

  it('changes nothing while a question is open', () => {
    const { importing, rows } = anIngest();
    const report = importing(csv(head, an.with(2, '12/25/2010')));
    expect(report.committed).toBe(false);
    expect(report.findings[0]).toMatchObject({
      level: 'question',
      code: 'dob.order-month-first',
      examples: [{ row: 2, before: '12/25/2010', after: '25/12/2010' }],
    });
    expect(rows()).toEqual([]);
  });

  it('leaves the database as before when the list breaks off in the middle', () => {
    const { importing, shell } = anIngest();
    importing(csv(head, binh));
    const before = shell('.dump');
    const many = Array.from({ length: 500 }, (_, index) => an.with(0, `B${index}`));
    expect(() => importing(`${csv(head, ...many)}\n"open,${'x'.repeat(20)}`)).toThrow('never closed');
    expect(shell('.dump')).toBe(before);
  });

  it('writes the rejected rows with their reasons into a file, formulas disarmed, and reads that file again', () => {
    const { importing, rejectedPath, rows } = anIngest();
    const list = csv(
      head,
      ['', ...an.slice(1)],
      ['a b', '=HYPERLINK("x")', '', '', '', '', '', '', ''],
      ['a/b', ...binh.slice(1)],
      an,
    );
    expect(importing(list)).toMatchObject({
      counts: { read: 4, added: 1, rejected: 3 },
      rejected: [
        { row: 2, code: 'sbd.missing' },
        { row: 3, code: 'sbd.form' },
        { row: 4, code: 'sbd.form' },
      ],
    });
    const file = readFileSync(rejectedPath, 'utf8');
    expect(file).toMatch(/^\ufeffTrang tính,Dòng,Lý do\r\n,2,Thiếu số báo danh\.,,Nguyễn Văn An,/);
    expect(file).toContain(`,a b,"'=HYPERLINK(""x"")",`);
    const mended = file.split('\r\n').map((line) => line.split(',').slice(3));
    importing(csv(head, ['A09', `"'=1+1"`, ...(mended[1] ?? []).slice(2)]));
    expect(rows().find(({ sbd }) => sbd === 'A09')).toMatchObject({ full_name: '=1+1' });
  });

  it('makes no file where nothing was rejected', () => {
    const { importing, rejectedPath } = anIngest();
    importing(csv(head, an));
    expect(existsSync(rejectedPath)).toBe(false);
    expect(existsSync(`${rejectedPath}.part`)).toBe(false);
  });

  it('refuses a header that is there twice, and names it', () => {
    const { importing } = anIngest();
    expect(() => importing(csv(['sbd', 'full_name', 'full_name'], ['1', 'An', 'Bình']))).toThrow(
      "duplicate header: 'full_name'",
    );
  });

  it('names the columns that are missing, and those it found', () => {
    const { importing } = anIngest();
    const list = csv(['Mã HS', 'Họ và tên', 'Lớp'], ['1', 'Nguyễn An', '9A']);
    expect(() => importing(list)).toThrow("no column for ['sbd']; the list has ['Mã HS', 'Họ và tên', 'Lớp']");
    expect(() => importing(csv(['a', 'b'], ['1', '2']))).toThrow(
      "no column for ['sbd', 'name']; the list has ['a', 'b']",
    );
    expect(importing(list, { columns: [['sbd', 'Mã HS']] })).toMatchObject({ counts: { added: 1 } });
  });

  it('refuses a round that is not configured', () => {
    expect(() => anIngest().importing(csv(head, an), { roundId: 'x' })).toThrow(
      "unknown round 'x'; available: ['main']",
    );
  });

  it('takes columns named like parts of every object for columns like any other', () => {
    const { importing, rows } = anIngest();
    importing(csv(['__proto__', 'constructor', 'sbd', 'full_name'], ['x', 'y', '1', 'Nguyễn An']));
    expect(rows()).toMatchObject([{ sbd: '1', full_name: 'Nguyễn An' }]);
  });

  it('rejects a cell that no spreadsheet could hold', () => {
    const { importing } = anIngest();
    expect(importing(csv(head, an.with(6, 'x'.repeat(32_768))))).toMatchObject({
      rejected: [{ code: 'cell.too-long' }],
    });
  });

  it('keeps zero and false, and drops .0 of whole numbers', () => {
    const { importing, rows } = anIngest();
    importing(sheet(['sbd', 'full_name', 'ward', 'phone'], [12345, 'Nguyễn An', 0, false]));
    expect(rows()).toMatchObject([{ sbd: '12345', ward: '0', phone: 'false' }]);
  });
});
