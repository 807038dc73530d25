import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { certificateFiles } from '../../test/support/certificate-builder.ts';
import { csv, sheet } from '../../test/support/ingest-builder.ts';
import { type CenterSetup, startCenter } from '../../test/support/start-center.ts';
import type { JobState } from '../jobs/jobs.contract.ts';
import { panelEventsPath } from '../panel-events/panel-events.contract.ts';
import type { ImportState, ReviewLine } from './imports.contract.ts';

const head = ['Số báo danh', 'Họ và tên', 'Ngày sinh', 'SĐT'];
const an = ['A1', 'Nguyễn Văn An', '01/02/2010', '0912345678'];
const binh = ['B2', 'Trần Thị Bình', '03/04/2011', '0987654321'];

async function aPanel(setup: CenterSetup = {}) {
  const center = await startCenter(setup);
  const token = await center.signIn('admin');
  const url = `http://127.0.0.1:${center.port}`;
  const authorization = { Authorization: `Bearer ${token}` };

  // The test says what it expects to be answered.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  async function ask<Answer = unknown>(path: string, body: object = {}): Promise<{ status: number; body: Answer }> {
    const answer = await fetch(`${url}/api/admin/${path}`, {
      method: 'POST',
      headers: { ...authorization, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Answer };
  }
  async function get(path: string): Promise<unknown> {
    const answer = await fetch(`${url}/api/admin/${path}`, { headers: authorization });
    return answer.json();
  }
  async function upload(content: string | Buffer, name = 'danh sách.csv'): Promise<ImportState> {
    const answer = await fetch(`${url}/api/admin/imports/upload`, {
      method: 'POST',
      headers: { ...authorization, 'X-File-Name': encodeURIComponent(name) },
      body: content,
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as ImportState;
  }
  async function settled(id: string): Promise<ImportState> {
    for (;;) {
      const { body } = await ask<ImportState>('imports/state', { id });
      if (body.phase !== 'reading' && body.phase !== 'writing') return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  async function reviewed(
    content: string | Buffer,
    answers: Partial<ImportState['answers']> = {},
  ): Promise<ImportState> {
    const { id } = await upload(content);
    expect((await ask('imports/review', { id, answers })).status).toBe(200);
    return settled(id);
  }
  async function written(content: string | Buffer): Promise<ImportState> {
    const { id } = await reviewed(content);
    await ask('imports/commit', { id });
    return settled(id);
  }
  async function ended(job: string): Promise<JobState> {
    for (;;) {
      const { jobs } = (await get('jobs')) as { jobs: JobState[] };
      const found = jobs.find(({ id }) => id === job);
      if (found && found.status !== 'running') return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  async function lines(id: string, kind: string) {
    return (await ask<{ lines: ReviewLine[]; ticked: number }>('imports/lines', { id, kind, offset: 0, limit: 50 }))
      .body;
  }
  const rows = () =>
    center.portalDb.prepare<[], Record<string, string>>('SELECT sbd, full_name, dob FROM students ORDER BY sbd').all();
  return { ...center, center, url, token, ask, get, upload, reviewed, settled, written, ended, lines, rows };
}

describe('an import in the panel', () => {
  it('reads, shows, writes and takes back a list', { timeout: 60_000 }, async () => {
    const panel = await aPanel();
    const before = panel.rows();
    const state = await panel.reviewed(sheet(head, an, binh, ['', 'Không số', '01/01/2010', '']));
    expect(state).toMatchObject({ phase: 'reviewed', chosen: { added: 2, changed: 0 } });
    expect(state.report?.counts).toMatchObject({ added: 2, rejected: 1 });
    expect((await panel.lines(state.id, 'added')).lines.map(({ sbd }) => sbd)).toEqual(['A1', 'B2']);
    expect((await panel.lines(state.id, 'rejected')).lines).toMatchObject([{ row: 4, reason: 'sbd.missing' }]);
    expect(panel.rows()).toEqual(before);

    await panel.ask('imports/commit', { id: state.id });
    const done = await panel.settled(state.id);
    expect(done).toMatchObject({ phase: 'done', batch: 1, job: { status: 'done' } });
    expect(panel.rows()).toHaveLength(before.length + 2);
    expect(await panel.get('imports')).toMatchObject({
      batches: [{ id: 1, file_name: 'danh sách.csv', added: 2, can_undo: true }],
    });

    const undo = await panel.ask<JobState>('imports/undo', { batch: 1 });
    expect(await panel.ended(undo.body.id)).toMatchObject({ status: 'done' });
    expect(panel.rows()).toEqual(before);
    expect(panel.auditLog().map(({ action }) => action)).toEqual(['ingest.commit', 'ingest.undo']);
    expect((await panel.ask('imports/undo', { batch: 1 })).body).toMatchObject({ code: 'import.undone' });
  });

  it('keeps what is not ticked, and empties nothing by itself', { timeout: 60_000 }, async () => {
    const panel = await aPanel();
    await panel.written(csv(head, an, binh));
    const list = csv(
      head,
      ['A1', 'Nguyễn Văn Ân', '01/02/2010', ''],
      ['B2', 'Trần Thị Bính', '03/04/2011', '0987654321'],
    );
    const state = await panel.reviewed(list);
    const { lines } = await panel.lines(state.id, 'changed');
    expect(lines.map(({ sbd, column, before, after, is_ticked }) => [sbd, column, before, after, is_ticked])).toEqual([
      ['A1', 'full_name', 'Nguyễn Văn An', 'Nguyễn Văn Ân', true],
      ['A1', 'phone', '0912345678', '', false],
      ['B2', 'full_name', 'Trần Thị Bình', 'Trần Thị Bính', true],
    ]);
    const last = lines.at(-1)?.n ?? 0;
    const ticked = await panel.ask('imports/tick', { id: state.id, kind: 'changed', lines: [last], ticked: false });
    expect(ticked.body).toMatchObject({ chosen: { changed: 1 } });
    await panel.ask('imports/commit', { id: state.id });
    expect((await panel.settled(state.id)).report?.counts).toMatchObject({ changed: 1, left: 1 });
    const rows = panel.portalDb.prepare("SELECT full_name, phone FROM students WHERE sbd IN ('A1', 'B2') ORDER BY sbd");
    expect(rows.all()).toEqual([
      { full_name: 'Nguyễn Văn Ân', phone: '0912345678' },
      { full_name: 'Trần Thị Bình', phone: '0987654321' },
    ]);
    const undo = await panel.ask<JobState>('imports/undo', { batch: 2 });
    expect(await panel.ended(undo.body.id)).toMatchObject({ status: 'done' });
    expect(rows.all()[0]).toEqual({ full_name: 'Nguyễn Văn An', phone: '0912345678' });
  });

  it('writes nothing where a record was changed since the review', { timeout: 60_000 }, async () => {
    const panel = await aPanel();
    await panel.written(csv(head, an));
    const state = await panel.reviewed(csv(head, ['A1', 'Nguyễn Văn Ân', '01/02/2010', '0912345678']));
    panel.portalDb.prepare("UPDATE students SET full_name = 'Nguyễn Văn Ấn' WHERE sbd = 'A1'").run();
    await panel.ask('imports/commit', { id: state.id });
    const after = await panel.settled(state.id);
    expect(after).toMatchObject({
      phase: 'reviewed',
      job: { status: 'failed', problem: { code: 'ingest.changed-meanwhile' } },
    });
    expect(panel.rows().find(({ sbd }) => sbd === 'A1')).toMatchObject({ full_name: 'Nguyễn Văn Ấn' });
  });

  it.each<[string, string]>([
    ['the program, by another list', 'list'],
    ['another program', 'outside'],
  ])('is not taken back where a row was changed later by %s', { timeout: 60_000 }, async (_, by) => {
    const panel = await aPanel();
    await panel.written(csv(head, an, binh));
    if (by === 'list') await panel.written(csv(head, ['A1', 'Nguyễn Văn Ân', '01/02/2010', '0912345678']));
    else panel.portalDb.prepare("UPDATE students SET full_name = 'Khác' WHERE sbd = 'A1'").run();
    const before = panel.rows();
    const undo = await panel.ask<JobState>('imports/undo', { batch: 1 });
    expect(await panel.ended(undo.body.id)).toMatchObject({
      status: 'failed',
      problem: { code: 'ingest.edited-later', facts: { count: 1, numbers: ['A1'] } },
    });
    expect(panel.rows()).toEqual(before);
  });

  it('is taken back once a later list over the same rows is', { timeout: 60_000 }, async () => {
    const panel = await aPanel();
    const before = panel.rows();
    await panel.written(csv(head, an, binh));
    const second = ['A1', 'Nguyễn Văn Ân', '01/02/2010', '0912345678'];
    await panel.written(csv(head, second));
    await panel.written(csv(head, ['A1', 'Nguyễn Văn Ẩn', '01/02/2010', '0912345678']));
    for (const batch of [3, 2, 1]) {
      const undo = await panel.ask<JobState>('imports/undo', { batch });
      expect(await panel.ended(undo.body.id)).toMatchObject({ status: 'done' });
    }
    expect(panel.rows()).toEqual(before);
  });

  it('remembers what was answered for the next list with the same heads', { timeout: 60_000 }, async () => {
    const panel = await aPanel();
    const odd = ['Mã', 'Họ và tên', 'Ngày sinh', 'Liên lạc'];
    const columns: [string, string][] = [
      ['sbd', 'Mã'],
      ['phone', 'Liên lạc'],
    ];
    const first = await panel.reviewed(csv(odd, an), { columns });
    await panel.ask('imports/commit', { id: first.id });
    await panel.settled(first.id);
    const second = await panel.reviewed(csv(odd, binh));
    expect(second).toMatchObject({ is_source_known: true, phase: 'reviewed', answers: { columns } });
    expect(second.report?.counts).toMatchObject({ added: 1 });
  });

  it('says why a file cannot be read, and keeps it for other answers', { timeout: 60_000 }, async () => {
    const panel = await aPanel();
    const failed = await panel.reviewed('%PDF-1.7 not a list');
    expect(failed).toMatchObject({ phase: 'failed', job: { problem: { code: 'ingest.wrong-format' } } });
    expect(await panel.get('imports/open')).toMatchObject({ imports: [{ id: failed.id }] });
    expect((await panel.ask('imports/discard', { id: failed.id })).status).toBe(200);
    expect((await panel.ask('imports/state', { id: failed.id })).body).toMatchObject({ code: 'import.unknown' });
  });

  it('refuses an empty file, one that is too large, and a viewer', async () => {
    const panel = await aPanel();
    const send = async (token: string, body: Buffer, headers: Record<string, string> = {}) => {
      const init = { method: 'POST', headers: { Authorization: `Bearer ${token}`, ...headers }, body };
      const answer = await fetch(`${panel.url}/api/admin/imports/upload`, init);
      return { status: answer.status, body: (await answer.json()) as { code: string } };
    };
    const { token } = panel;
    expect(await send(token, Buffer.alloc(0))).toMatchObject({ status: 400, body: { code: 'request.empty' } });
    expect(await declare(panel.port, token, 200 * 1024 * 1024 + 1)).toBe(413);
    expect(await send(await panel.signIn('viewer'), Buffer.from('x'))).toMatchObject({ status: 403 });
  });

  it('tells every open panel of its begin, its end and of what was written', { timeout: 60_000 }, async () => {
    const panel = await aPanel();
    const stream = panel.center.get(panelEventsPath, { headers: { authorization: `Bearer ${panel.token}` } });
    const { job } = await panel.written(csv(head, an));
    await panel.center.close();
    const told = String((await stream).body);
    const events = told
      .split('\n\n')
      .filter((event) => event.includes(`"${job?.id ?? ''}"`) || event.includes('students'));
    expect(events.at(0)).toBe(`event: jobs\ndata: {"id":"${job?.id ?? ''}"}`);
    expect(events.at(-2)).toBe('event: students\ndata: {}');
    expect(events.at(-1)).toBe(events.at(0));
  });

  it('warns of a character that no certificate can show, before anything is written', { timeout: 60_000 }, async () => {
    const { reviewed, rows } = await aPanel({ files: await certificateFiles() });
    const { report } = await reviewed(csv(head, an, ['B2', 'Trần 字 Bình', '03/04/2011', '0987654321']));
    const found = report?.findings.find(({ code }) => code === 'glyph.missing');
    expect(found).toMatchObject({ level: 'warning', count: 1 });
    expect(JSON.stringify(found)).toContain('字');
    expect(rows()).toEqual([]);
  });

  it('leaves the list when it is cancelled', { timeout: 60_000 }, async () => {
    const panel = await aPanel();
    const many = Array.from({ length: 30_000 }, (_, index) => [
      `C${index}`,
      `Lê Văn ${index}`,
      '01/02/2010',
      '0912345678',
    ]);
    const { id } = await panel.upload(csv(head, ...many));
    const started = await panel.ask<ImportState>('imports/review', { id, answers: {} });
    const cancelled = await panel.ask<JobState>('jobs/cancel', { id: started.body.job?.id });
    expect(cancelled.body.status).toBe('cancelled');
    expect(await panel.settled(id)).toMatchObject({ phase: 'failed', job: { status: 'cancelled' } });
    const again = await panel.ask<ImportState>('imports/review', { id, answers: {} });
    expect(again.status).toBe(200);
    expect((await panel.settled(id)).report?.counts).toMatchObject({ added: 30_000 });
  });
});

/** The status of an upload that says how long it will be and sends nothing. */
function declare(port: number, token: string, bytes: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Length': bytes };
    const asked = request({ port, method: 'POST', path: '/api/admin/imports/upload', headers }, (answer) => {
      resolve(answer.statusCode);
      asked.destroy();
    });
    asked.on('error', reject);
    asked.flushHeaders();
  });
}
