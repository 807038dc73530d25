import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint.contract.ts';

export type CaptchaResponse = z.infer<typeof CaptchaResponse>;
const CaptchaResponse = z.object({ id: z.string(), question: z.string() });

/** A new sum, good for 300 s and one try. */
export const captchaEndpoint = defineEndpoint({
  method: 'post',
  path: '/api/captcha',
  access: 'public',
  isReading: true,
  request: z.object({}),
  response: CaptchaResponse,
});

/** The members every student request carries; blank where missing, so that a closed gate can speak first. */
export const captchaFields = {
  captcha_id: z
    .unknown()
    .optional()
    .transform((value) => (typeof value === 'string' ? value : '')),
  captcha_answer: z
    .unknown()
    .optional()
    .transform((value) => (typeof value === 'string' || typeof value === 'number' ? value : '')),
};

/** Good for 300 s, one try and one registration number. */
export type CertificatePass = z.infer<typeof CertificatePass>;
export const CertificatePass = z.object({ captcha_id: z.string(), captcha_answer: z.string() });
