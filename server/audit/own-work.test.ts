import { describe, expect, it } from 'vitest';
import { csv } from '../../test/support/ingest-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { createLogCheck } from './log-check.store.ts';
import { createRecordCheck } from './record-check.store.ts';

const head = ['Số báo danh', 'Họ và tên', 'Ngày sinh', 'SĐT'];
const an = ['A1', 'Nguyễn Văn An', '01/02/2010', '0912345678'];
const binh = ['B2', 'Trần Thị Bình', '03/04/2011', ''];
const chi = ['C3', 'Lê Chi', '05/06/2010', ''];

describe("the program's own work", () => {
  it('is no change from outside: imports and their undo, corrections, revocations', { timeout: 120_000 }, async () => {
    const center = await startCenter();
    const token = await center.signIn('super-admin');
    const headers = { authorization: `Bearer ${token}` };
    const ask = async (path: string, body: object) => {
      const answer = await center.post(`/api/admin/${path}`, body, { headers });
      expect([path, answer.status]).toEqual([path, 200]);
      return answer.body as Record<string, unknown>;
    };
    const until = async (isOver: () => Promise<boolean>) => {
      await expect.poll(isOver, { timeout: 60_000, interval: 50 }).toBe(true);
    };
    const expectClean = async () => {
      const { changes, isForged } = createRecordCheck(center.portalDb, center.config).find();
      // The account of this test was made past the program.
      expect(changes.filter(({ table }) => table !== 'admin_users')).toEqual([]);
      expect(isForged).toBe(false);
      await ask('audit/checkpoint', {});
    };
    const importList = async (...rows: string[][]) => {
      const sent = { ...headers, 'x-file-name': 'list.csv' };
      const upload = await center.post('/api/admin/imports/upload', csv(head, ...rows), { headers: sent });
      const { id } = upload.body as { id: string };
      await ask('imports/review', { id, answers: {} });
      const phase = async () => (await ask('imports/state', { id }))['phase'];
      await until(async () => (await phase()) === 'reviewed');
      await ask('imports/commit', { id });
      await until(async () => (await phase()) === 'done');
    };
    const undoImport = async (batch: number) => {
      const { id } = await ask('imports/undo', { batch });
      await until(async () => {
        const { body } = await center.get('/api/admin/jobs', { headers });
        const { jobs } = body as { jobs: { id: string; status: string }[] };
        return jobs.find((job) => job.id === id)?.status === 'done';
      });
    };

    await expectClean();
    await importList(an, binh);
    await expectClean();
    await importList(['A1', 'Nguyễn Văn Ân', '02/02/2010', '0987654321'], binh, chi);
    await expectClean();
    const cell = { round_id: 'main', sbd: 'B2', column: 'full_name', expected_old: 'Trần Thị Bình', reason: 'sai dấu' };
    const { change_id } = await ask('students/correct', { ...cell, new_value: 'Trần Thị Bính' });
    await expectClean();
    await ask('students/undo', { change_id, reason: 'nhầm người' });
    await ask('students/revoke', { round_id: 'main', sbd: 'B2', subject_code: 'TOAN', reason: 'thi hộ' });
    await expectClean();
    await undoImport(2);
    await expectClean();
    const left = center.portalDb.prepare('SELECT sbd, full_name FROM students ORDER BY sbd').raw().all();
    expect(left).toEqual([an.slice(0, 2), binh.slice(0, 2)]);
    expect(createLogCheck(center.portalDb, center.config.project.slug).checkAll().fault).toBeNull();
  });
});
