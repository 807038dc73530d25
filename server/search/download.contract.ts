import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';
import { studentFields } from './search.contract.ts';

const id = z.unknown().transform((value) => (typeof value === 'string' ? value.trim() : ''));

export type DownloadRequest = z.infer<typeof DownloadRequest>;
const DownloadRequest = z.object({ ...studentFields, round_id: id, subject_code: id });

/** Answers the PDF itself (`application/pdf`), a refusal as JSON. */
export const downloadEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/download',
  access: 'public',
  request: DownloadRequest,
  response: z.never(),
});
