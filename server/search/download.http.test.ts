import { describe, expect, it, vi } from 'vitest';
import { certificateFiles } from '../../test/support/certificate-builder.ts';
import { cffFont } from '../../test/support/cff-font.ts';
import { aConfig } from '../../test/support/config-builder.ts';
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

  it.skipIf(!canRead)('prints in a font with PostScript outlines, by the way of the PDF library', async () => {
    const school = 'THCS Nguyễn Bỉnh Khiêm';
    const font = 'fonts/Frame.otf';
    const center = await startCenter({
      students: [aStudent({ full_name: name, school, ward: 'Phường Đa Kao' })],
      config: aConfig({ fonts: { regular: font, bold: font } }),
      files: { ...(await certificateFiles()), [font]: cffFont(`${name}${school}Phường Đa Kao0123456789-/`) },
    });
    expect(await center.certificates.problems()).toEqual([]);
    const answer = await center.post('/api/download', { ...claim, ...wanted, ...(await center.solvedCaptcha()) });
    expect(answer.status).toBe(200);
    const text = textOf(answer.bytes).normalize('NFC');
    for (const printed of [name, school, 'Phường Đa Kao', '01-02-2010']) expect(text).toContain(printed);
    expect(answer.bytes.includes('/FontFile3')).toBe(true);
    const blob = new URL(codeOf(answer.bytes, 150) ?? '').searchParams.get('blob') ?? '';
    expect(await center.post('/api/verify', { blob })).toMatchObject({ status: 200, body: { valid: true } });
  });

  it.skipIf(!canRead)(
    'shows and prints what an upstream program stored of a date cell as day, month, year',
    async () => {
      const center = await startCenter({
        students: [aStudent({ full_name: name, dob: '2010-12-25 00:00:00', ward: '2026-06-01 00:00:00' })],
        files: await certificateFiles(),
      });
      const asked = { name, dob: '25/12/2010' };
      const found = await center.post('/api/search', { ...asked, ...(await center.solvedCaptcha()) });
      expect(found.body).toMatchObject({ fields: { dob: '25/12/2010', ward: '01/06/2026' } });
      const { bytes } = await center.post('/api/download', { ...asked, ...wanted, ...(await center.solvedCaptcha()) });
      expect(textOf(bytes)).toContain('25/12/2010');
      expect(textOf(bytes)).not.toContain('00:00');

      const token = await center.signIn('viewer');
      const asStored = await center.post('/api/search', { mode: 'admin', token, sbd: 'A01' });
      expect(asStored.body).toMatchObject({ fields: { dob: '2010-12-25 00:00:00' } });
    },
  );

  it('gives no gold medal to one who was absent: equal keys, other accents', async () => {
    const results = { TOAN: { Vàng: 1, Bạc: 2 }, VAN: { Đạt: 1 } };
    const center = await startCenter({
      config: aConfig({ results }),
      students: [
        aStudent({ sbd: 'A01', full_name: 'Lê An', toan: 'Vắng' }),
        aStudent({ sbd: 'A02', full_name: 'Lê Bình', toan: ' VÀNG ' }),
        aStudent({ sbd: 'A03', full_name: 'Lê Chi', toan: 'vang' }),
      ],
      files: await certificateFiles(),
    });
    const listed = async (name: string) => {
      const found = await center.post('/api/search', { ...claim, name, ...(await center.solvedCaptcha()) });
      return (found.body as { certificates: { result_name: string; page_number: number }[] }).certificates;
    };
    expect(await listed('Lê An')).toEqual([]);
    expect(await listed('Lê Bình')).toMatchObject([{ result_name: 'VÀNG', page_number: 1 }]);
    expect(await listed('Lê Chi')).toMatchObject([{ result_name: 'vang', page_number: 1 }]);
    const absent = { ...claim, name: 'Lê An', ...wanted, ...(await center.solvedCaptcha()) };
    expect(await center.post('/api/download', absent)).toMatchObject({
      status: 404,
      body: { code: 'certificate.none' },
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
