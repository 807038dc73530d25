import { describe, expect, it, vi } from 'vitest';
import { certificateFiles } from '../../test/support/certificate-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import { codeOf, hasTools, textOf } from '../../test/support/tools.ts';

// The first certificate of a process waits for a key pair and for the PDF library.
vi.setConfig({ testTimeout: 30_000 });

const name = 'Nguyễn Thị Đào';
const claim = { name, dob: '01-02-2010' };
const wanted = { round_id: 'main', subject_code: 'TOAN' };
const canRead = hasTools('pdftotext', 'pdftoppm', 'zbarimg');

const aCenter = async () =>
  startCenter({
    students: [aStudent({ full_name: name }), aStudent({ sbd: 'A02', full_name: '漢字' })],
    files: await certificateFiles(),
  });

describe('POST /api/download', () => {
  it('gives a student the certificate under its name, and a fresh pass for the next one', async () => {
    const center = await aCenter();
    const answer = await center.post('/api/download', { ...claim, ...wanted, ...(await center.solvedCaptcha()) });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="ky-thi-thu-main-TOAN-A01.pdf"',
      'content-length': String(answer.bytes.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(center.auditLog()).toEqual([]);

    const [captcha_id, captcha_answer] = String(answer.headers['x-certificate-pass']).split(' ');
    const again = await center.post('/api/download', { ...claim, ...wanted, captcha_id, captcha_answer });
    expect(again.status).toBe(200);
    expect(again.headers['x-certificate-pass']).toMatch(/^\S+ \S+$/);
    expect(again.headers['x-certificate-pass']).not.toBe(answer.headers['x-certificate-pass']);
    const used = await center.post('/api/download', { ...claim, ...wanted, captcha_id, captcha_answer });
    expect(used).toMatchObject({ status: 400, body: { code: 'captcha.gone' } });
  });

  it.skipIf(!canRead)('prints the name as text and a code that verifies', async () => {
    const center = await aCenter();
    const { bytes } = await center.post('/api/download', { ...claim, ...wanted, ...(await center.solvedCaptcha()) });
    expect(textOf(bytes)).toContain(name);
    const blob = new URL(codeOf(bytes, 150) ?? '').searchParams.get('blob') ?? '';
    expect(await center.post('/api/verify', { blob })).toMatchObject({
      status: 200,
      body: { valid: true, payload: { sbd: 'A01', subject_code: 'TOAN', result: 'Giải Nhất' } },
    });
  });

  it('gives staff a certificate without a sum, whatever the gates, and logs who took whose', async () => {
    const center = await aCenter();
    center.closeGate('lookup');
    const token = await center.signIn('viewer');
    const answer = await center.post('/api/download', { mode: 'admin', token, sbd: 'A01', ...wanted });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect(answer.headers['x-certificate-pass']).toBeUndefined();
    expect(center.auditLog()).toMatchObject([
      {
        action: 'admin.download',
        target_id: 'A01',
        user_email: 'viewer@example.vn',
        metadata: { round_id: 'main', subject_code: 'TOAN' },
        ip: '127.0.0.1',
      },
    ]);
  });

  it('refuses a character that the font lacks, and logs no download of what was not drawn', async () => {
    const center = await aCenter();
    const token = await center.signIn('viewer');
    const answer = await center.post('/api/download', { mode: 'admin', token, sbd: 'A02', ...wanted });
    expect(answer).toMatchObject({ status: 422, body: { code: 'certificate.missing-glyph' } });
    expect(center.auditLog()).toEqual([]);
  });
});
