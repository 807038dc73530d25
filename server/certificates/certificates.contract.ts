import { z } from 'zod';

/** One certificate a student may have. `result_name` is the cell as stored, trimmed; `page_number` is 1-based. */
export type ListedCertificate = z.infer<typeof ListedCertificate>;
export const ListedCertificate = z.object({
  round_id: z.string(),
  round_label: z.string(),
  subject_code: z.string(),
  subject_label: z.string(),
  result_name: z.string(),
  page_number: z.number(),
});
