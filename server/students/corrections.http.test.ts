import { describe, expect, it } from 'vitest';
import { startCenter, type TestCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import type { StudentRecord } from './students.contract.ts';

const at = { round_id: 'main', sbd: 'A01' };
const path = (name: string) => `/api/admin/students/${name}`;

async function aCenter() {
  const center = await startCenter({ students: [aStudent(), aStudent({ sbd: 'A02', full_name: 'Lê Bình' })] });
  const token = await center.signIn('admin');
  const send = (name: string, body: object) => center.post(path(name), { token, ...body });
  const correct = (column: string, value: string, more: object = {}) =>
    send('correct', { ...at, column, new_value: value, reason: 'theo giấy khai sinh', ...more });
  const record = async () => (await send('record', { sbd: 'A01' })).body as StudentRecord;
  return { center, token, send, correct, record };
}

const rowOf = ({ portalDb }: TestCenter) =>
  portalDb.prepare<[string], Record<string, string>>('SELECT * FROM students WHERE sbd = ?').get('A01');

describe('a correction', () => {
  it('changes the row, its search key, its history and the log in one go, and the digest with them', async () => {
    const { center, correct } = await aCenter();
    const answer = await correct('full_name', '  Nguyễn Văn  Ân ', { expected_old: 'Nguyễn Văn An' });
    expect(answer).toMatchObject({
      status: 200,
      body: { changed: true, old_value: 'Nguyễn Văn An', new_value: 'Nguyễn Văn Ân', replaced: 1 },
    });
    expect(rowOf(center)).toMatchObject({ full_name: 'Nguyễn Văn Ân', school: 'THCS Trần Phú' });
    const asked = { name: 'nguyen van an', dob: '01/02/2010' };
    expect(await center.post('/api/search', { ...asked, ...(await center.solvedCaptcha()) })).toMatchObject({
      status: 200,
      body: { name: 'Nguyễn Văn Ân' },
    });
    const [entry] = center.auditLog();
    expect(entry).toMatchObject({
      action: 'student.update',
      target_id: 'students:A01',
      user_email: 'admin@example.vn',
      metadata: { column: 'full_name', changed: true, value_length_delta: 0 },
    });
    const kept = center.portalDb
      .prepare<[], Record<string, unknown>>("SELECT * FROM record_history WHERE record_key = 'A01'")
      .all();
    expect(kept).toMatchObject([
      {
        kind: 'corrected',
        reason: 'theo giấy khai sinh',
        was_changed_outside: 0,
        commit_hash: entry?.['commit_hash'],
      },
    ]);
    const outside = await correct('ward', 'Hà Khánh');
    expect(outside.status).toBe(200);
    const flags = center.portalDb.prepare('SELECT was_changed_outside FROM record_history WHERE id > 1').pluck().all();
    expect(flags).toEqual([0, 0]);
  });

  it('is refused with both values where someone else was first', async () => {
    const { center, correct } = await aCenter();
    await correct('school', 'THCS Lê Lợi', { expected_old: 'THCS Trần Phú' });
    expect(await correct('school', 'THCS Nguyễn Du', { expected_old: 'THCS Trần Phú' })).toMatchObject({
      status: 409,
      body: { code: 'correct.conflict', column: 'school', current_value: 'THCS Lê Lợi' },
    });
    expect(rowOf(center)).toMatchObject({ school: 'THCS Lê Lợi' });
  });

  it.each([
    ['dob', '31/02/2010', 'date'],
    ['dob', '1/2/10', 'year'],
    ['dob', '01/01/2027', 'year'],
    ['full_name', ' \u200B ', 'name'],
    ['phone', '0912', 'phone'],
    ['phone', 'không có', 'phone'],
    ['toan', 'Giải Ba', 'result'],
    ['sbd', 'A09', 'number'],
    ['ward', 'x'.repeat(1000) + ' ', null],
  ])('of %s to %j is refused with why: %s', async (column, value, why) => {
    const { center, correct } = await aCenter();
    const { status, body } = await correct(column, value);
    if (why === null) expect(status).toBe(400);
    else expect([status, body]).toEqual([400, expect.objectContaining({ code: 'correct.value', column, why })]);
    expect(center.auditLog()).toEqual([]);
  });

  it.each([
    ['dob', '5.9.2012', '05-09-2012'],
    ['phone', '+84 912.345-678', '+84912345678'],
    ['toan', 'giai NHI', 'Giải Nhì'],
    ['full_name', 'H’Hen\u00a0 Niê', 'H’Hen Niê'],
    ['van', ' ', ''],
  ])('of %s stores %j as %j', async (column, typed, stored) => {
    const { center, correct } = await aCenter();
    expect((await correct(column, typed)).status).toBe(200);
    expect(rowOf(center)).toMatchObject({ [column]: stored });
  });

  it('needs a reason, a record, a column, and a role that may write', async () => {
    const { center, correct, send } = await aCenter();
    expect(await correct('ward', 'x', { reason: '  ' })).toMatchObject({
      status: 400,
      body: { code: 'correct.no-reason' },
    });
    expect((await correct('ward', 'x', { sbd: 'Z9' })).status).toBe(404);
    expect((await correct('nothing', 'x')).status).toBe(404);
    const viewer = await center.signIn('viewer');
    for (const name of ['correct', 'undo', 'revoke', 'unrevoke']) {
      expect((await send(name, { token: viewer })).status, name).toBe(403);
    }
  });
});

describe('undo', () => {
  it('puts back what stood there, with a reason, and can itself be undone', async () => {
    const { center, correct, send, record } = await aCenter();
    const { body } = await correct('full_name', 'Nguyễn Văn Ân');
    const { change_id: change } = body as { change_id: number };
    const undone = await send('undo', { change_id: change, reason: 'nhầm người' });
    expect(undone).toMatchObject({ status: 200, body: { replaced: 1 } });
    expect(rowOf(center)).toMatchObject({ full_name: 'Nguyễn Văn An' });
    const [last, before] = (await record()).history;
    expect(last).toMatchObject({
      kind: 'undone',
      reason: 'nhầm người',
      can_undo: true,
      changed_by: 'admin@example.vn',
    });
    expect(before).toMatchObject({ kind: 'corrected', can_undo: false });
    expect(center.auditLog().at(-1)).toMatchObject({
      action: 'student.undo',
      metadata: { columns: ['full_name'], change_id: change },
    });
    expect((await send('undo', { change_id: last?.change_id, reason: 'đúng rồi' })).status).toBe(200);
    expect(rowOf(center)).toMatchObject({ full_name: 'Nguyễn Văn Ân' });
  });

  it('is refused by the columns that were changed again since', async () => {
    const { center, correct, send } = await aCenter();
    const { body } = await correct('full_name', 'Nguyễn Văn Ân');
    await correct('full_name', 'Nguyễn Văn Ấn');
    const { change_id: change } = body as { change_id: number };
    expect(await send('undo', { change_id: change, reason: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'undo.collides', columns: ['full_name'] },
    });
    expect(await send('undo', { change_id: 9_999, reason: 'x' })).toMatchObject({ status: 404 });
    expect(rowOf(center)).toMatchObject({ full_name: 'Nguyễn Văn Ấn' });
  });
});

describe('a record', () => {
  it('shows every round, the phone hidden until it is asked for, which the log is told', async () => {
    const { center, record, send } = await aCenter();
    const { rounds, certificates } = await record();
    const fields = rounds[0]?.fields ?? [];
    expect(fields.find(({ role }) => role === 'phone')).toMatchObject({ value: '•••••••678', is_masked: true });
    expect(fields.find(({ column }) => column === 'toan')).toMatchObject({
      subject_code: 'TOAN',
      subject_label: 'Toán',
    });
    expect(certificates).toMatchObject([{ subject_code: 'TOAN', status: 'current', replaced_before: null }]);
    expect((await send('phone', at)).body).toEqual({ phone: '0912345678' });
    expect(center.auditLog()).toMatchObject([{ action: 'student.phone.show', target_id: 'students:A01' }]);
    expect((await send('record', { sbd: 'none' })).status).toBe(404);
  });

  it('hides the phone in its history and in the answer to a correction too', async () => {
    const { correct, record } = await aCenter();
    const { body } = await correct('phone', '0987654321', { expected_old: '•••••••678' });
    expect(body).toMatchObject({ old_value: '•••••••678', new_value: '•••••••321' });
    expect(JSON.stringify([body, await record()])).not.toMatch(/0987654321|0912345678/);
  });
});

describe('POST /api/admin/update', () => {
  const update = '/api/admin/update';

  it('refuses in the order of the wire', async () => {
    const { center, token } = await aCenter();
    const viewer = await center.signIn('viewer');
    const errorOf = async (body: object) => {
      const answer = await center.post(update, body);
      return [answer.status, (answer.body as { error: string }).error];
    };
    expect(await errorOf({})).toEqual([400, 'admin token is required']);
    expect(await errorOf({ token: viewer })).toEqual([400, "role 'viewer' is read-only"]);
    expect(await errorOf({ token })).toEqual([400, 'sbd is required']);
    expect(await errorOf({ token, sbd: 'A01' })).toEqual([400, 'new_value is required']);
    const asked = { token, sbd: 'A01', new_value: 'x' };
    const [status, text] = await errorOf({ ...asked, column: 'nope' });
    expect([status, String(text).slice(0, 66)]).toEqual([
      400,
      "column 'nope' is not in the schema; allowed: ['sbd', 'full_name', ",
    ]);
    expect((await errorOf({ ...asked, column: 'sbd' }))[0]).toBe(400);
    expect(await errorOf({ ...asked, column: 'ward', round_id: 'x' })).toEqual([
      400,
      "unknown round_id 'x'; available: ['main']",
    ]);
    expect((await errorOf({ ...asked, sbd: 'Z9', column: 'ward', round_id: 'main' }))[0]).toBe(400);
  });

  it('answers both values, and tells the log of an update that changed nothing', async () => {
    const { center, token } = await aCenter();
    const asked = { token, ...at, column: 'ward', new_value: 'Hà Tu' };
    expect((await center.post(update, asked)).body).toEqual({
      sbd: 'A01',
      column: 'ward',
      old_value: 'Hồng Hải',
      new_value: 'Hà Tu',
      changed: true,
    });
    expect((await center.post(update, asked)).body).toMatchObject({ old_value: 'Hà Tu', changed: false });
    expect(center.auditLog().map(({ metadata }) => metadata)).toEqual([
      { column: 'ward', changed: true, value_length_delta: -3 },
      { column: 'ward', changed: false, value_length_delta: 0 },
    ]);
  });
});
