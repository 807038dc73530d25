import { z } from 'zod';
import { hexColor, identifier, key, relativePath, text, uniqueBy } from './config-values.ts';
import { Shipment } from './shipment-config.ts';

const Branding = z.strictObject({
  logo_url: z
    .string()
    .trim()
    .refine((url) => url === '' || /^(\/|https?:\/\/|data:image\/)/.test(url), {
      error: "must be empty or start with '/', 'http://', 'https://' or 'data:image/'",
    })
    .nullable()
    .default(null),
  primary_color: hexColor.default('#667eea'),
  accent_color: hexColor.default('#764ba2'),
});

const Project = z.strictObject({
  name: text(120),
  slug: text(60).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: 'must be lower-case letters and digits, joined by single hyphens',
  }),
  locale: z.enum(['en', 'vi']).default('en'),
  branding: Branding.prefault({}),
});

const Round = z.strictObject({ id: key(40), label: text(120), table: identifier, pdf: relativePath });

const Subject = z.strictObject({
  code: key(10),
  en: text(60),
  vi: z.string().trim().max(60, { error: 'must be at most 60 characters' }).optional(),
  db_col: identifier,
});

const DataMapping = z.strictObject({
  sbd_col: identifier.default('sbd'),
  name_col: identifier,
  dob_col: identifier.nullable().default(null),
  school_col: identifier.nullable().default(null),
  grade_col: identifier.nullable().default(null),
  phone_col: identifier.nullable().default(null),
  extra_cols: z.array(identifier).default([]),
});

const positive = z.number().positive({ error: 'must be greater than 0' });

const LayoutField = z.strictObject({
  x: z.number(),
  y: z.number(),
  font: text(60),
  size: positive.max(500, { error: 'must be at most 500' }),
  color: hexColor.default('#000000'),
  align: z.enum(['left', 'center', 'right']).default('center'),
  wrap: z.int().min(1).max(500).nullable().default(null),
});

const nonEmptyRecord = <V extends z.ZodType>(keySchema: z.ZodString, value: V) =>
  z.record(keySchema, value).refine((record) => Object.keys(record).length > 0, { error: 'must not be empty' });

const Layout = z.strictObject({
  page_size: z.tuple([positive, positive]),
  fields: nonEmptyRecord(z.string().min(1), LayoutField),
});

const QrVerify = z.strictObject({
  enabled: z.boolean().default(false),
  public_key_path: relativePath.default('public_key.pem'),
  private_key_path: relativePath.default('private_key.pem'),
  x: z.number().default(40),
  y: z.number().default(40),
  size_pt: positive.default(80),
  max_age_seconds: z.int().min(0).default(0),
});

const Features = z.strictObject({
  qr_verify: QrVerify.prefault({}),
  shipment: Shipment.prefault({}),
  otp_email: z
    .strictObject({ enabled: z.boolean().default(false), provider: z.enum(['resend', 'smtp']).default('resend') })
    .prefault({}),
  gsheet_log: z.strictObject({ enabled: z.boolean().default(false) }).prefault({}),
  kv_backend: z.enum(['local', 'upstash', 'vercel-kv']).default('local'),
});

/** Ours alone; a config without it stays valid upstream. Later capabilities add their members here. */
const Desktop = z.strictObject({
  kiosk: z
    .strictObject({
      keyboard: z.enum(['auto', 'always', 'never']).default('auto'),
      download: z.boolean().default(false),
      /** The kiosk window of the desktop program asks nobody for a sum. */
      trust_window: z.boolean().default(true),
    })
    .prefault({}),
  contact: z
    .strictObject({ phone: text(40).optional(), hours: text(120).optional(), desk: text(120).optional() })
    .prefault({}),
});

const Results = z.record(
  z.string(),
  nonEmptyRecord(z.string().min(1), z.int().min(1, { error: 'page must be 1 or more' })),
);

const shape = z.strictObject({
  $schema: z.string().optional(),
  project: Project,
  rounds: z.array(Round).min(1, { error: 'needs at least 1 round' }).max(20, { error: 'at most 20 rounds' }),
  subjects: z.array(Subject).min(1, { error: 'needs at least 1 subject' }),
  results: Results,
  data_mapping: DataMapping,
  layout: Layout,
  fonts: nonEmptyRecord(key(60), relativePath),
  student_search: z
    .strictObject({
      mode: z.enum(['name_dob_captcha', 'name_sbd_captcha', 'sbd_phone']).default('name_dob_captcha'),
      admin_mode: z.enum(['sbd_auth', 'sbd_phone']).default('sbd_auth'),
    })
    .prefault({}),
  admin: z
    .strictObject({
      auth_mode: z.enum(['password', 'otp_email', 'magic_link']).default('password'),
      multi_user: z.boolean().default(true),
      roles: z
        .array(z.enum(['super-admin', 'admin', 'viewer']))
        .min(1, { error: 'must not be empty' })
        .default(['super-admin', 'admin', 'viewer']),
    })
    .prefault({}),
  features: Features.prefault({}),
  desktop: Desktop.prefault({}),
});

type Shape = z.infer<typeof shape>;
type Report = (path: (string | number)[], message: string) => void;

function checkResults({ subjects, results }: Shape, report: Report): void {
  const codes = subjects.map(({ code }) => code);
  for (const code of codes) if (!(code in results)) report(['results'], `missing results for subject '${code}'`);
  for (const [code, pages] of Object.entries(results)) {
    if (!codes.includes(code)) report(['results', code], `unknown subject '${code}'`);
    const used = Object.values(pages);
    if (new Set(used).size !== used.length) report(['results', code], 'page numbers must be unique per subject');
  }
}

/**
 * What the portal is. Unknown keys are errors, all problems are reported at once. Source: upstream config/models.py;
 * `desktop` and the uniqueness of tables are ours.
 */
export const CertConfig = shape.superRefine((config, context) => {
  const report: Report = (path, message) => {
    context.addIssue({ code: 'custom', path, message });
  };
  uniqueBy(
    config.rounds,
    ({ id }) => id,
    (index, id) => report(['rounds', index, 'id'], `duplicate round id '${id}'`),
  );
  uniqueBy(
    config.rounds,
    ({ table }) => table.toLowerCase(),
    (index, table) => report(['rounds', index, 'table'], `duplicate table '${table}'`),
  );
  uniqueBy(
    config.subjects,
    ({ code }) => code,
    (index, code) => report(['subjects', index, 'code'], `duplicate subject code '${code}'`),
  );
  for (const [name, { font }] of Object.entries(config.layout.fields)) {
    if (!(font in config.fonts)) report(['layout', 'fields', name, 'font'], `unknown font '${font}'`);
  }
  checkResults(config, report);
});

export type CertConfig = Readonly<z.infer<typeof CertConfig>>;
export type RoundConfig = CertConfig['rounds'][number];
export type SubjectConfig = CertConfig['subjects'][number];
export type LayoutFieldConfig = CertConfig['layout']['fields'][string];
export type SearchMode = CertConfig['student_search']['mode'];
