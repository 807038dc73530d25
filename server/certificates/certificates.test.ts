import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aCertificateCenter, aStudentRow, aTemplate, toFile } from '../../test/support/certificate-builder.ts';
import { codeOf, hasTools, textOf } from '../../test/support/tools.ts';
import { Refusal } from '../refusal.ts';

const names = [
  'Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thanh Thúy',
  'H’Hen Niê',
  'Y Moan Êban',
  'ẴẪỄỖỮ',
  'Đặng Thị Ỷ Ỵ Ỹ ỳ ỷ ỹ ỵ',
  'Quách Thị Ngoẵng ằẳẵặắ ềểễệế ồổỗộố ờởỡợớ ừửữựứ',
  "K'Brơi A-la",
];

describe('the list of certificates', () => {
  it('is in the order of the subjects, results compared by name key and shown as stored, trimmed', async () => {
    const { certificates } = await aCertificateCenter();
    expect(certificates.listFor(aStudentRow({ van: ' ĐẠT ', toan: 'giai  nhat' }))).toEqual([
      {
        round_id: 'main',
        round_label: 'Vòng chính',
        subject_code: 'TOAN',
        subject_label: 'Toán',
        result_name: 'giai  nhat',
        page_number: 1,
      },
      {
        round_id: 'main',
        round_label: 'Vòng chính',
        subject_code: 'VAN',
        subject_label: 'Ngữ văn',
        result_name: 'ĐẠT',
        page_number: 3,
      },
    ]);
  });

  it('leaves out empty cells and results that the config does not name', async () => {
    const { certificates } = await aCertificateCenter();
    expect(certificates.listFor(aStudentRow({ toan: '  ', van: 'Trượt' }))).toEqual([]);
  });

  it('has English labels where the locale is English', async () => {
    const project = { name: 'X', slug: 'x', locale: 'en' };
    const { certificates } = await aCertificateCenter({ project });
    expect(certificates.listFor(aStudentRow())[0]?.subject_label).toBe('Mathematics');
  });
});

describe('a certificate', { timeout: 30_000 }, () => {
  it('is refused where the student has none of that round and subject', async () => {
    const { certificates } = await aCertificateCenter();
    await expect(certificates.render(aStudentRow(), 'main', 'VAN')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(certificates.render(aStudentRow(), 'other', 'TOAN')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is named by project, round, subject and number', async () => {
    const { certificates } = await aCertificateCenter();
    const pdf = await certificates.render(aStudentRow(), 'main', 'TOAN');
    expect(pdf.fileName).toBe('ky-thi-thu-main-TOAN-A001.pdf');
  });

  it('shares the bytes of its template with the others', async () => {
    const { certificates } = await aCertificateCenter();
    const one = await certificates.render(aStudentRow(), 'main', 'TOAN');
    const other = await certificates.render(aStudentRow({ full_name: 'Lê An' }), 'main', 'TOAN');
    expect(other.prefix).toBe(one.prefix);
    expect(one.tail.length).toBeLessThan(16 * 1024);
  });

  it.runIf(hasTools('pdftotext'))('holds real text, in NFC, whatever the name', async () => {
    const { certificates } = await aCertificateCenter();
    for (const name of names) {
      const typed = aStudentRow({ full_name: ` ${name.normalize('NFD')} ` });
      const text = textOf(toFile(await certificates.render(typed, 'main', 'TOAN')));
      expect(text).toContain(name.normalize('NFC'));
      for (const value of ['THCS Chu Văn An', '02-01-2010', 'Phường Tân Định']) expect(text).toContain(value);
      expect(text).not.toContain('0912345678');
    }
  });

  it.runIf(hasTools('pdftoppm', 'zbarimg'))('carries a code that reads and verifies at 150 and 300 dpi', async () => {
    const { certificates, verify, clock } = await aCertificateCenter();
    const pdf = toFile(await certificates.render(aStudentRow(), 'main', 'TOAN'));
    for (const dpi of [150, 300]) {
      const url = codeOf(pdf, dpi) ?? '';
      expect(url).toMatch(/^http:\/\/192\.168\.1\.20:5000\/certificate-checker\?blob=/);
      expect(verify.judge({ blob: url.split('blob=')[1] ?? '' })).toEqual({
        valid: true,
        payload: {
          project_slug: 'ky-thi-thu',
          round_id: 'main',
          subject_code: 'TOAN',
          result: 'Giải Nhất',
          sbd: 'A001',
          issued_at: Math.floor(clock.now() / 1000),
        },
      });
    }
  });

  it('carries no code where verification is off', async () => {
    const { certificates } = await aCertificateCenter({ features: {} });
    const { tail } = await certificates.render(aStudentRow(), 'main', 'TOAN');
    expect(tail.toString('latin1')).not.toContain('/ImageMask');
  });

  it('is refused, and never drawn with a box, where the font lacks a character', async () => {
    const { certificates } = await aCertificateCenter();
    const row = aStudentRow({ full_name: 'Lê 漢 An', school: 'Trường 🏫 漢' });
    const refused = await certificates.render(row, 'main', 'TOAN').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({
      kind: 'unprocessable',
      code: 'certificate.missing-glyph',
      message: "the font 'bold' has no '漢' (U+6F22), needed in field 'name'",
      facts: { field: 'name', characters: ['漢'] },
    });
    expect(certificates.missingGlyphs(row.columns)).toEqual([
      { field: 'name', font: 'bold', character: '漢' },
      { field: 'school', font: 'regular', character: '🏫' },
      { field: 'school', font: 'regular', character: '漢' },
    ]);
  });

  it('is refused where a value has more than 1,000 characters', async () => {
    const { certificates } = await aCertificateCenter();
    const exactly = aStudentRow({ school: 'á'.repeat(1000) });
    expect((await certificates.render(exactly, 'main', 'TOAN')).tail.length).toBeGreaterThan(0);
    const over = aStudentRow({ school: 'á'.repeat(1001) });
    await expect(certificates.render(over, 'main', 'TOAN')).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('is refused as busy where 2 are made and 32 wait', async () => {
    const { certificates } = await aCertificateCenter();
    await certificates.prepare();
    const all = Array.from({ length: 40 }, () => certificates.render(aStudentRow(), 'main', 'TOAN'));
    const ends = await Promise.allSettled(all);
    const refused = ends.filter((end) => end.status === 'rejected');
    expect(refused).toHaveLength(6);
    for (const { reason } of refused) expect(reason).toMatchObject({ kind: 'busy', facts: { retry_after: 1 } });
  });
});

describe('files of the center', { timeout: 30_000 }, () => {
  it('may be replaced while the program runs; a broken one is reported and the last good one kept', async () => {
    const { root, certificates, clock, log } = await aCertificateCenter();
    const template = join(root, 'templates', 'main.pdf');
    const before = await certificates.render(aStudentRow(), 'main', 'TOAN');
    writeFileSync(template, await aTemplate(4));
    clock.pass(1000);
    const after = await certificates.render(aStudentRow(), 'main', 'TOAN');
    expect(after.prefix).not.toBe(before.prefix);

    truncateSync(template, 100);
    truncateSync(join(root, 'fonts', 'NotoSerif-Bold.ttf'), 1000);
    clock.pass(1000);
    const kept = await certificates.render(aStudentRow(), 'main', 'TOAN');
    expect(kept.prefix).toBe(after.prefix);
    expect(log.lines.join()).toMatch(/"what":"font".*"what":"template"/);
    await certificates.render(aStudentRow(), 'main', 'TOAN');
    clock.pass(1000);
    await certificates.render(aStudentRow(), 'main', 'TOAN');
    expect(log.lines).toHaveLength(2);
  });

  it.each([
    ['templates/main.pdf', 'certificate.template', 'the template does not exist'],
    ['fonts/NotoSerif-Bold.ttf', 'certificate.font', "the font 'bold' cannot be used"],
    ['private_key.pem', 'key.private', 'the key that signs certificates cannot be used'],
  ])('without %s no certificate is made, but they are listed', async (path, code, message) => {
    const { root, certificates } = await aCertificateCenter();
    rmSync(join(root, path));
    expect(certificates.listFor(aStudentRow())).toHaveLength(1);
    await expect(certificates.render(aStudentRow(), 'main', 'TOAN')).rejects.toMatchObject({ code, message });
  });

  it('are named with what is wrong, for doctor', async () => {
    const whole = await aCertificateCenter();
    expect(await whole.certificates.problems()).toEqual([]);
    const other = await aCertificateCenter();
    writeFileSync(join(other.root, 'templates', 'main.pdf'), await aTemplate(2));
    rmSync(join(other.root, 'fonts', 'NotoSerif-Regular.ttf'));
    expect(await other.certificates.problems()).toEqual([
      'fonts/NotoSerif-Regular.ttf: does not exist',
      'templates/main.pdf, page 3: has no page 3, only 2',
    ]);
  });

  it('are named once where the whole template is gone', async () => {
    const { root, certificates, log } = await aCertificateCenter();
    rmSync(join(root, 'templates', 'main.pdf'));
    expect(await certificates.problems()).toEqual(['templates/main.pdf: does not exist']);
    expect(log.lines).toEqual([expect.stringContaining('"what":"template"')]);
  });
});
