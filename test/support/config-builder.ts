import { CertConfig } from '../../server/config/cert-config.ts';

type Members = Readonly<Record<string, unknown>>;

/** A valid cert.config.json as read from disk; the test changes the top-level members it is about. */
export function aConfigFile(changes: Members = {}): Members {
  return {
    project: { name: 'Kỳ thi thử', slug: 'ky-thi-thu', locale: 'vi' },
    rounds: [{ id: 'main', label: 'Vòng chính', table: 'students', pdf: 'templates/main.pdf' }],
    subjects: [
      { code: 'TOAN', en: 'Mathematics', vi: 'Toán', db_col: 'toan' },
      { code: 'VAN', en: 'Literature', vi: 'Ngữ văn', db_col: 'van' },
    ],
    results: { TOAN: { 'Giải Nhất': 1, 'Giải Nhì': 2 }, VAN: { Đạt: 3 } },
    data_mapping: {
      sbd_col: 'sbd',
      name_col: 'full_name',
      dob_col: 'dob',
      school_col: 'school',
      grade_col: 'grade',
      phone_col: 'phone',
      extra_cols: ['ward'],
    },
    layout: {
      page_size: [842, 595],
      fields: {
        name: { x: 421, y: 300, font: 'bold', size: 30, color: '#1f3864', align: 'center' },
        school: { x: 421, y: 240, font: 'regular', size: 14, align: 'center', wrap: 40 },
        dob: { x: 120, y: 180, font: 'regular', size: 12, align: 'left' },
        ward: { x: 720, y: 180, font: 'regular', size: 12, align: 'right' },
      },
    },
    fonts: { regular: 'fonts/NotoSerif-Regular.ttf', bold: 'fonts/NotoSerif-Bold.ttf' },
    features: { qr_verify: { enabled: true, x: 40, y: 40, size_pt: 100 } },
    ...changes,
  };
}

/** As `aConfigFile`, checked and with its defaults. */
export function aConfig(changes: Members = {}): CertConfig {
  return CertConfig.parse(aConfigFile(changes));
}
