import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, parseConfig, readNamedColors } from './load-config.ts';

const valid = {
  $schema: './cert.config.schema.json',
  project: { name: 'Trung tâm A', slug: 'trung-tam-a', locale: 'vi' },
  rounds: [{ id: 'main', label: 'Vòng chính', table: 'students', pdf: 'templates/main.pdf' }],
  subjects: [{ code: 'TOAN', en: 'Mathematics', vi: 'Toán học', db_col: 'toan' }],
  results: { TOAN: { 'Huy chương Vàng': 1, 'Huy chương Bạc': 2 } },
  data_mapping: { name_col: 'full_name', dob_col: 'dob' },
  layout: { page_size: [842, 595], fields: { full_name: { x: 421, y: 300, font: 'serif', size: 30 } } },
  fonts: { serif: 'assets/fonts/Serif.ttf' },
};
type Draft = typeof valid & Record<string, unknown>;

function problemsOf(change: (draft: Draft) => void): string[] {
  const draft = structuredClone(valid) as Draft;
  change(draft);
  try {
    parseConfig(JSON.stringify(draft), '/center/cert.config.json');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n');
  }
  return [];
}

describe('cert.config.json', () => {
  it('takes what upstream takes and fills in its defaults', () => {
    const config = parseConfig(JSON.stringify(valid), 'x');
    expect(config.project.branding).toEqual({ logo_url: null, primary_color: '#667eea', accent_color: '#764ba2' });
    expect(config.data_mapping.sbd_col).toBe('sbd');
    expect(config.student_search.mode).toBe('name_dob_captcha');
    expect(config.features.qr_verify).toMatchObject({ enabled: false, x: 40, y: 40, size_pt: 80, max_age_seconds: 0 });
    expect(config.features.shipment.statuses).toEqual(['pending', 'shipped', 'delivered']);
    expect(Object.isFrozen(config.layout.fields)).toBe(true);
  });

  it('reports every problem at once, each with its dotted path', () => {
    const lines = problemsOf((draft) => {
      draft.project.slug = 'Hai Chữ';
      draft.project.locale = 'fr';
      draft.rounds.push({ ...valid.rounds[0], id: 'main', label: '', table: 'students', pdf: '../x.pdf' });
      draft['unknown'] = 1;
      draft.results.TOAN['Huy chương Bạc'] = 1;
    });
    expect(lines[0]).toBe('cert.config.json failed validation (/center/cert.config.json):');
    const text = lines.join('\n');
    for (const path of ['project.slug', 'project.locale', 'rounds.1.label', 'rounds.1.pdf', 'unknown']) {
      expect(text).toContain(`\n  - ${path}: `);
    }
  });

  it('checks ids, tables, results, fonts and page numbers against each other', () => {
    const text = problemsOf((draft) => {
      draft.rounds.push({ ...(valid.rounds[0] as (typeof valid.rounds)[0]) });
      draft.layout.fields.full_name.font = 'missing';
      draft.results.TOAN['Huy chương Bạc'] = 1;
      (draft.results as Record<string, unknown>)['LY'] = { Đạt: 1 };
    }).join('\n');
    expect(text).toContain("  - rounds.1.id: duplicate round id 'main'");
    expect(text).toContain("  - rounds.1.table: duplicate table 'students'");
    expect(text).toContain("  - layout.fields.full_name.font: unknown font 'missing'");
    expect(text).toContain('  - results.TOAN: page numbers must be unique per subject');
    expect(text).toContain("  - results.LY: unknown subject 'LY'");
  });

  it.each([
    ['/etc/passwd', 'must be a relative path'],
    ['C:\\x.pdf', 'must be a relative path'],
    ['\\\\host\\x.pdf', 'must be a relative path'],
    ['a/../../x.pdf', "must not contain '..'"],
    ['', 'must not be empty'],
  ])('refuses the template path %j', (pdf, rule) => {
    expect(
      problemsOf((draft) => {
        draft.rounds[0] = { id: 'main', label: 'x', table: 't', pdf };
      }).join('\n'),
    ).toContain(`  - rounds.0.pdf: ${rule}`);
  });

  it('names the colours the file names, and no others', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'cert.config.json');
    const project = { ...valid.project, branding: { accent_color: '#764ba2' } };
    writeFileSync(path, JSON.stringify({ ...valid, project }));
    expect(readNamedColors(path)).toEqual({ primary: false, accent: true });
  });
});

describe('a config file that cannot be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  const write = (bytes: string | Uint8Array) => {
    const path = join(folder, 'cert.config.json');
    writeFileSync(path, bytes);
    return path;
  };

  it('is named when missing, a folder, no UTF-8, no JSON or no object', () => {
    expect(() => loadConfig(join(folder, 'none.json'))).toThrow(`config file not found: ${join(folder, 'none.json')}`);
    expect(() => loadConfig(folder)).toThrow(`config path is not a file: ${folder}`);
    expect(() => loadConfig(write(Uint8Array.of(0x7b, 0xff, 0x7d)))).toThrow(
      /^config file is not valid UTF-8 \(.*\): /,
    );
    expect(() => loadConfig(write('{\n"a": 1,\n}'))).toThrow(/^config file is not valid JSON \(.*\): .* at line 3$/);
    expect(() => loadConfig(write('[]'))).toThrow('config root must be a JSON object, got list');
    expect(() => loadConfig(write(''))).toThrow(/is not valid JSON/);
  });

  it('is refused at whatever length it was cut', () => {
    const whole = JSON.stringify(valid);
    for (let part = 0; part < 20; part += 1) {
      const path = write(whole.slice(0, Math.floor((whole.length * part) / 20)));
      expect(() => loadConfig(path)).toThrow(ConfigError);
    }
  });
});
