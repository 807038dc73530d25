import { type Mailer, MailError } from './mail-message.ts';
import type { MailFault } from './notices.store.ts';

const stepMs = 10_000;

/** `url` such as `smtps://user:password@mail.example.vn:465`. A connection a mail: staff sign in seldom. */
export function createSmtpMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  return async (message, signal) => {
    const times = { connectionTimeout: stepMs, greetingTimeout: stepMs, socketTimeout: stepMs, dnsTimeout: stepMs };
    // Loaded with the first mail: most centers send none.
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({ url, ...times, disableFileAccess: true, disableUrlAccess: true });
    const end = () => {
      transport.close();
    };
    signal.addEventListener('abort', end, { once: true });
    try {
      await Promise.race([transport.sendMail({ ...message, from }), aborted(signal)]);
    } catch (error) {
      if (error instanceof MailError) throw error;
      throw new MailError(faultOf(error), error instanceof Error ? error.name : String(error));
    } finally {
      signal.removeEventListener('abort', end);
      transport.close();
    }
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => {
      reject(new MailError('timeout', 'the mail server did not answer in time'));
    };
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

function faultOf(error: unknown): MailFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ETIMEDOUT') return 'timeout';
  return ['ECONNECTION', 'EDNS', 'ESOCKET', 'ECONNREFUSED'].includes(code) ? 'unreachable' : 'refused';
}
