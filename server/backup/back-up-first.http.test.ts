import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aBackedUpCenter } from '../../test/support/backup-builder.ts';

vi.setConfig({ testTimeout: 60_000 });
const head = 'Số báo danh,Họ và tên,Ngày sinh,SĐT\n';

describe('a list that is written', () => {
  it('has a backup before it, unless one holds all there is, and waits for none that cannot be made', async () => {
    const { state, settled, send, importList, root, portalDb } = await aBackedUpCenter();
    expect(await importList(`${head}A1,Nguyễn Văn An,01/02/2010,0912345678`)).toMatchObject({ backed_up: 'made' });
    const reasons = async () => (await state()).backups.map(({ reason, counts }) => [reason, counts?.students]);
    expect(await reasons()).toEqual([['before-import', 0]]);

    await send('backups/make');
    await settled();
    expect(await importList(`${head}B2,Trần Thị Bình,03/04/2011,0987654321`)).toMatchObject({ backed_up: 'fresh' });
    expect(await reasons()).toHaveLength(2);

    rmSync(join(root, 'backups'), { recursive: true });
    writeFileSync(join(root, 'backups'), 'no folder');
    const third = await importList(`${head}C3,Lê Văn Cường,03/04/2011,0987654320`);
    expect(third).toMatchObject({ phase: 'done', backed_up: 'failed' });
    const written = portalDb.prepare<[], string>('SELECT sbd FROM students ORDER BY sbd').pluck().all();
    expect(written).toEqual(['A1', 'B2', 'C3']);
  });
});
