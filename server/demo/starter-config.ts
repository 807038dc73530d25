import { toNameKey } from '../values/name.ts';

export type WantedCenter = { readonly name: string; readonly slug: string; readonly locale: 'vi' | 'en' };

const awards = {
  vi: ['Huy chương Vàng', 'Huy chương Bạc', 'Huy chương Đồng', 'Giải Khuyến khích'],
  en: ['Gold Medal', 'Silver Medal', 'Bronze Medal', 'Honourable Mention'],
} as const;
const subjects = [
  { code: 'toan', en: 'Mathematics', vi: 'Toán học', db_col: 'toan' },
  { code: 'ngu-van', en: 'Literature', vi: 'Ngữ văn', db_col: 'ngu_van' },
  { code: 'tieng-anh', en: 'English', vi: 'Tiếng Anh', db_col: 'tieng_anh' },
] as const;
const ink = '#23302f';

/** The cert.config.json of a new center: one round, three subjects, the layout of the template that comes with it. */
export function starterConfig({ name, slug, locale }: WantedCenter) {
  const pagesFrom = (first: number) => Object.fromEntries(awards[locale].map((award, index) => [award, first + index]));
  return {
    $schema: './cert.config.schema.json',
    project: { name, slug, locale, branding: { primary_color: '#0b5a66', accent_color: '#c8452b' } },
    rounds: [
      {
        id: 'main',
        label: locale === 'vi' ? 'Vòng chính' : 'Main round',
        table: 'students',
        pdf: 'templates/main.pdf',
      },
    ],
    subjects,
    results: Object.fromEntries(subjects.map(({ code }, index) => [code, pagesFrom(1 + index * awards.vi.length)])),
    data_mapping: {
      sbd_col: 'sbd',
      name_col: 'full_name',
      dob_col: 'dob',
      school_col: 'school',
      grade_col: 'grade',
      phone_col: 'phone',
      extra_cols: ['sbd'],
    },
    layout: {
      page_size: [841.89, 595.28],
      fields: {
        name: { x: 420.95, y: 313, font: 'serif-bold', size: 26, color: '#16211f' },
        dob: { x: 222, y: 258, font: 'serif', size: 13, color: ink },
        grade: { x: 326, y: 258, font: 'serif', size: 13, color: ink },
        school: { x: 532, y: 258, font: 'serif', size: 13, color: ink, wrap: 46 },
        sbd: { x: 192, y: 96, font: 'serif-bold', size: 10, color: ink, align: 'left' },
      },
    },
    fonts: {
      serif: 'assets/fonts/NotoSerif-Regular.ttf',
      'serif-bold': 'assets/fonts/NotoSerif-Bold.ttf',
      'serif-italic': 'assets/fonts/NotoSerif-Italic.ttf',
    },
    features: { qr_verify: { enabled: true, x: 71, y: 66, size_pt: 112 } },
  };
}

/** The short name of a center for addresses and file names, from the one that people read. */
export function toSlug(name: string): string {
  const slug = toNameKey(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  return slug.replace(/^-+|-+$/g, '') || 'center';
}
