import { describe, expect, it } from 'vitest';
import { aConfig, aConfigFile } from '../../test/support/config-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import type { AdminListResponse } from './admin-list.contract.ts';

const path = '/api/admin/list';
const twoRounds = aConfig({
  rounds: [
    ...(aConfigFile()['rounds'] as object[]),
    { id: 'final', label: 'Chung kết', table: 'finalists', pdf: 'templates/main.pdf' },
  ],
});
const people = [
  aStudent({ sbd: 'B02', full_name: 'Trần Thị Đào', dob: '01/02/2010', phone: '0912 345 111' }),
  aStudent({ sbd: 'A01', full_name: 'Nguyễn Văn An', dob: '1-2-2010', phone: '0987654321' }),
  aStudent({ sbd: 'C03', full_name: 'Đào Duy Từ', dob: '05/06/2011', phone: '0912345111' }),
  aStudent({ sbd: 'A01', full_name: 'Nguyễn Văn An', dob: '01/02/2010', round: 'final' }),
];

async function aCenter() {
  const center = await startCenter({ config: twoRounds, students: people });
  const token = await center.signIn('viewer');
  const list = async (asked: object) => {
    const answer = await center.post(path, { token, ...asked });
    return answer.body as AdminListResponse & { error?: string };
  };
  const found = async (asked: object) => (await list(asked)).rows.map(({ round_id, sbd }) => `${round_id}:${sbd}`);
  return { center, token, list, found };
}

describe('POST /api/admin/list', () => {
  it('finds a part of a name without its marks, in round and table order, with whole rows', async () => {
    const { list, found } = await aCenter();
    expect(await found({ name: 'dao' })).toEqual(['main:B02', 'main:C03']);
    expect(await found({ name: ' văn  AN ' })).toEqual(['main:A01', 'final:A01']);
    expect(await list({ name: 'đào d' })).toEqual({
      total: 1,
      truncated: false,
      rows: [
        {
          sbd: 'C03',
          name: 'Đào Duy Từ',
          round_id: 'main',
          round_label: 'Vòng chính',
          fields: { ...people[2] },
        },
      ],
    });
  });

  it('finds by two letters, number, date and the last four of a phone', async () => {
    const { found } = await aCenter();
    expect(await found({ name: 'an' })).toEqual(['main:B02', 'main:A01', 'final:A01']);
    expect(await found({ sbd: 'A01' })).toEqual(['main:A01', 'final:A01']);
    expect(await found({ sbd: 'A0' })).toEqual([]);
    expect(await found({ dob: '2010-2-1' })).toEqual(['main:B02', 'main:A01', 'final:A01']);
    expect(await found({ phone: '5111' })).toEqual(['main:B02', 'main:C03']);
    expect(await found({ phone: '111' })).toEqual([]);
  });

  it('wants all filters to hold, and narrows to a round', async () => {
    const { found } = await aCenter();
    expect(await found({ phone: '5111', name: 'duy' })).toEqual(['main:C03']);
    expect(await found({ name: 'dao', dob: '01/02/2010' })).toEqual(['main:B02']);
    expect(await found({ sbd: 'A01', name: 'dao' })).toEqual([]);
    expect(await found({ name: 'nguyen', round_id: 'final' })).toEqual(['final:A01']);
  });

  it('refuses for token, no filter, a short name and an unknown round, in this order', async () => {
    const { center, token } = await aCenter();
    const errorOf = async (asked: object) => {
      const { status, body } = await center.post(path, asked);
      return [status, (body as { error: string }).error];
    };
    expect(await errorOf({ name: 'a', round_id: 'none' })).toEqual([400, 'admin token is required']);
    expect(await errorOf({ token, round_id: 'none' })).toEqual([
      400,
      'at least one filter required (name, sbd, dob, phone)',
    ]);
    expect(await errorOf({ token, name: ' a ', round_id: 'none' })).toEqual([400, 'name filter must be ≥ 2 chars']);
    expect(await errorOf({ token, name: 'an', round_id: 'none' })).toEqual([400, "unknown round_id: 'none'"]);
  });

  it('gives 50 rows at most and the whole number, and tells the log the names of the filters alone', async () => {
    const many = Array.from({ length: 60 }, (_, index) => aStudent({ sbd: `S${String(index).padStart(3, '0')}` }));
    const center = await startCenter({ students: many });
    const token = await center.signIn('admin');
    const { body } = await center.post(path, { token, name: 'nguyen', phone: '5678' });
    const { total, truncated, rows } = body as AdminListResponse;
    expect([total, truncated, rows.length, rows[49]?.sbd]).toEqual([60, true, 50, 'S049']);
    expect(center.auditLog()).toMatchObject([
      {
        action: 'admin.list',
        user_email: 'admin@example.vn',
        target_id: '*',
        metadata: { filters: ['name', 'phone'], total: 60, role: 'admin' },
      },
    ]);
    expect(JSON.stringify(center.auditLog())).not.toMatch(/nguyen|5678/);
  });
});
