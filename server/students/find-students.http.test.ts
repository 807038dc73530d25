import { describe, expect, it } from 'vitest';
import { aConfig, aConfigFile } from '../../test/support/config-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import type { FindStudentsResponse, StudentFacets } from './students.contract.ts';

const twoRounds = aConfig({
  rounds: [
    ...(aConfigFile()['rounds'] as object[]),
    { id: 'final', label: 'Chung kết', table: 'finalists', pdf: 'templates/main.pdf' },
  ],
});
const people = [
  aStudent({ sbd: 'TS10', full_name: 'Trần Thị Đào', dob: '05/09/2012', phone: '0912 345 111', school: 'THCS A' }),
  aStudent({ sbd: 'TS02', full_name: 'Lê Văn Ân', dob: '01/02/2010', phone: '0987654321', toan: 'giải nhì' }),
  aStudent({
    sbd: 'TS01',
    full_name: 'Nguyễn Ân An',
    dob: '5-9-2012',
    phone: '0912000111',
    school: 'THCS A',
    toan: '',
  }),
  aStudent({ sbd: 'TS02', full_name: 'Lê Văn Ân', round: 'final', van: 'Đạt' }),
];

async function aCenter(students = people) {
  const center = await startCenter({ config: twoRounds, students });
  const token = await center.signIn('viewer');
  const find = async (asked: object) =>
    (await center.post('/api/admin/students/find', { token, ...asked })).body as FindStudentsResponse;
  const found = async (asked: object) => (await find(asked)).rows.map(({ round_id, sbd }) => `${round_id}:${sbd}`);
  return { center, token, find, found };
}

describe('POST /api/admin/students/find', () => {
  it.each([
    ['', ['main:TS01', 'main:TS02', 'final:TS02', 'main:TS10']],
    ['dao', ['main:TS10']],
    ['ân', ['main:TS01', 'main:TS02', 'final:TS02', 'main:TS10']],
    ['van  AN', ['main:TS02', 'final:TS02']],
    ['ts0', ['main:TS01', 'main:TS02', 'final:TS02']],
    ['TS10', ['main:TS10']],
    ['5/9/2012', ['main:TS01', 'main:TS10']],
    ['05092012', ['main:TS01', 'main:TS10']],
    ['dao 2012-9-5', ['main:TS10']],
    ['0111', ['main:TS01']],
    ['5111', ['main:TS10']],
    ['0912 345 111', ['main:TS10']],
    ['không ai', []],
  ])('reads %j as what it may mean', async (text, wanted) => {
    const { found } = await aCenter();
    expect(await found({ text })).toEqual(wanted);
  });

  it.each([
    [{ round_id: 'final' }, ['final:TS02']],
    [{ school: 'THCS A' }, ['main:TS01', 'main:TS10']],
    [{ result: 'Giải Nhì' }, ['main:TS02']],
    [{ subject_code: 'TOAN' }, ['main:TS02', 'final:TS02', 'main:TS10']],
    [{ subject_code: 'VAN', result: 'Đạt' }, ['final:TS02']],
    [{ subject_code: 'VAN', result: 'Giải Nhì' }, []],
    [{ text: 'an', school: 'THCS A', subject_code: 'TOAN' }, ['main:TS10']],
    [{ school: 'không có' }, []],
  ])('narrows by %j', async (filters, wanted) => {
    const { found } = await aCenter();
    expect(await found(filters)).toEqual(wanted);
  });

  it('sorts by given name as Vietnamese lists are, and backwards', async () => {
    const { found, find } = await aCenter();
    expect(await found({ sort: 'name' })).toEqual(['main:TS01', 'main:TS02', 'final:TS02', 'main:TS10']);
    expect(await found({ sort: 'name', is_descending: true })).toEqual([
      'main:TS10',
      'final:TS02',
      'main:TS02',
      'main:TS01',
    ]);
    expect(await found({ sort: 'round' })).toEqual(['main:TS10', 'main:TS02', 'main:TS01', 'final:TS02']);
    expect(await find({ sort: 'round', is_descending: true, offset: 1, limit: 2 })).toMatchObject({
      total: 4,
      sorted_by: 'round',
      offset: 1,
      rows: [{ sbd: 'TS01' }, { sbd: 'TS02' }],
    });
  });

  it('gives windows of a whole, each row with its phone hidden', async () => {
    const { find } = await aCenter();
    const { total, rows } = await find({ offset: 3, limit: 1 });
    expect(total).toBe(4);
    expect(rows).toEqual([
      {
        round_id: 'main',
        sbd: 'TS10',
        name: 'Trần Thị Đào',
        dob: '05/09/2012',
        school: 'THCS A',
        grade: '8',
        phone_masked: '•••••••111',
        results: { TOAN: 'Giải Nhất' },
      },
    ]);
  });

  it('shows at once what was corrected, and what another program wrote', async () => {
    const { center, found } = await aCenter();
    expect(await found({ text: 'hoa' })).toEqual([]);
    const token = await center.signIn('admin');
    const asked = { token, round_id: 'main', sbd: 'TS10', column: 'full_name', new_value: 'Lê Hoa', reason: 'x' };
    await center.post('/api/admin/students/correct', asked);
    expect(await found({ text: 'hoa' })).toEqual(['main:TS10']);
    center.portalDb.exec("UPDATE finalists SET full_name = 'Đỗ Hoà' WHERE sbd = 'TS02'");
    expect(await found({ text: 'hoa' })).toEqual(['final:TS02', 'main:TS10']);
  });

  it('asks for nothing that would take for ever', async () => {
    const { find } = await aCenter();
    for (const asked of [{ limit: 201 }, { offset: -1 }, { limit: 0 }, { text: 'x'.repeat(201) }, { sort: 'dob' }]) {
      expect(await find(asked)).toHaveProperty('error');
    }
  });
});

describe('POST /api/admin/students/facets', () => {
  it('counts rounds, schools and results, of all or of one round', async () => {
    const { center, token } = await aCenter();
    const facets = async (asked: object) =>
      (await center.post('/api/admin/students/facets', { token, ...asked })).body as StudentFacets;
    expect(await facets({})).toEqual({
      total: 4,
      rounds: [
        { round_id: 'main', label: 'Vòng chính', count: 3 },
        { round_id: 'final', label: 'Chung kết', count: 1 },
      ],
      schools: [
        { value: 'THCS A', count: 2 },
        { value: 'THCS Trần Phú', count: 2 },
      ],
      results: [
        {
          subject_code: 'TOAN',
          subject_label: 'Toán',
          values: [
            { value: 'Giải Nhất', count: 2 },
            { value: 'Giải Nhì', count: 1 },
          ],
          total: 3,
        },
        { subject_code: 'VAN', subject_label: 'Ngữ văn', values: [{ value: 'Đạt', count: 1 }], total: 1 },
      ],
    });
    expect((await facets({ round_id: 'final' })).schools).toEqual([{ value: 'THCS Trần Phú', count: 1 }]);
    const table = center.config.rounds.find(({ id }) => id === 'final')?.table ?? '';
    center.portalDb.exec(`UPDATE ${table} SET school = 'THCS B'`);
    expect((await facets({ round_id: 'final' })).schools).toEqual([{ value: 'THCS B', count: 1 }]);
  });
});
