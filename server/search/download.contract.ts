import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';
import { askedMode } from './search.contract.ts';

const id = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value.trim() : ''));

/** The members of a search stay as they came: they are read once the gates have spoken. */
export type DownloadRequest = z.infer<typeof DownloadRequest>;
const DownloadRequest = z.looseObject({ mode: askedMode, round_id: id, subject_code: id });

/** Header of a student's download: the next `CertificatePass` as `<captcha_id> <captcha_answer>`. */
export const certificatePassHeader = 'X-Certificate-Pass';

/** Answers the PDF itself (`application/pdf`), a refusal as JSON. */
export const downloadEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/download',
  access: 'public',
  isReading: true,
  request: DownloadRequest,
  response: z.never(),
  statuses: { unauthenticated: 400 },
});
