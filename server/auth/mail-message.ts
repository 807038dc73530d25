import type { MailFault } from './notices.store.ts';

export type MailMessage = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Hands a message over. Throws `MailError`; the signal ends it. */
export type Mailer = (message: MailMessage, signal: AbortSignal) => Promise<void>;

/** A mail that could not leave. */
export class MailError extends Error {
  readonly fault: MailFault;

  constructor(fault: MailFault, message: string) {
    super(message);
    this.name = 'MailError';
    this.fault = fault;
  }
}

/** A newline in a header would begin another header. Source: RFC 5322 section 2.2. */
export function requireOneLine(...headers: readonly string[]): void {
  if (headers.some((header) => /[\r\n\0]/.test(header))) throw new MailError('refused', 'a header holds a newline');
}
