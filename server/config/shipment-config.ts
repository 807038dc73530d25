import { z } from 'zod';
import { identifier, text, uniqueBy } from './config-values.ts';

const headers = z.union([text(200), z.array(text(200)).min(1, { error: 'must not be empty' })]);
const header = z.string().trim().nullable();

const ExportTemplate = z.strictObject({
  sbd: header.default(null),
  full_name: header.default(null),
  phone: header.default('SĐT'),
  address: header.default('Địa chỉ nhận'),
  recipient: header.default('Người nhận'),
  weight: header.default(null),
  cod: header.default(null),
  note: header.default(null),
  extra_columns: z.record(z.string(), z.string()).default({}),
});

const Profile = z.strictObject({
  column_mapping: z.strictObject({
    tracking_code: headers,
    phone: headers,
    status: headers,
    sent_at: headers.optional(),
    address: headers.optional(),
    recipient: headers.optional(),
  }),
  success_keywords: z.array(text(200)).min(1, { error: 'must not be empty' }),
  skip_status_prefixes: z.array(z.string().trim()).default([]),
  header_row: z.int().min(0).max(50).default(0),
  export_template: ExportTemplate.nullable().default(null),
});

const Import = z
  .strictObject({
    default: z.string().trim().nullable().default(null),
    profiles: z
      .record(z.string().min(1), Profile)
      .refine((profiles) => Object.keys(profiles).length > 0, { error: 'must not be empty' }),
  })
  .superRefine((value, context) => {
    if (value.default === null || value.default in value.profiles) return;
    context.addIssue({ code: 'custom', path: ['default'], message: `unknown profile '${value.default}'` });
  });

const reserved = ['id', 'round_id', 'sbd', 'status', 'created_at', 'updated_at'];

/** `features.shipment`. Source: upstream config/models.py. */
export const Shipment = z
  .strictObject({
    enabled: z.boolean().default(false),
    statuses: z.array(text(60)).min(1, { error: 'must not be empty' }).default(['pending', 'shipped', 'delivered']),
    fields: z.array(identifier).default(['tracking_code', 'carrier', 'shipped_at']),
    public_fields: z.array(z.string().trim()).default([]),
    import: Import.nullable().default(null),
  })
  .superRefine(({ statuses, fields, public_fields: publicFields }, context) => {
    const report = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    uniqueBy(
      statuses,
      (status) => status.toLowerCase(),
      (index, status) => report(['statuses', index], `duplicate status '${status}'`),
    );
    uniqueBy(
      fields,
      (field) => field.toLowerCase(),
      (index, field) => report(['fields', index], `duplicate field '${field}'`),
    );
    for (const [index, field] of fields.entries()) {
      if (reserved.includes(field.toLowerCase())) report(['fields', index], `'${field}' is a reserved column name`);
    }
    for (const [index, field] of publicFields.entries()) {
      if (!fields.includes(field)) report(['public_fields', index], `'${field}' is not in fields`);
    }
  });
