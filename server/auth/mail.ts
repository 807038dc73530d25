import type { Audit } from '../audit/audit.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { Environment } from '../config/env.ts';
import type { InTransaction } from '../db/transactions.ts';
import type { Log } from '../log.ts';
import { type Mailer, MailError, type MailMessage, requireOneLine } from './mail-message.ts';
import { createResendMailer } from './mail-resend.ts';
import { createSmtpMailer } from './mail-smtp.ts';
import type { MailFault, NoticeStore } from './notices.store.ts';

type Parts = {
  /** Null where nothing is set up. */
  readonly mailer: Mailer | null;
  readonly notices: NoticeStore;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly log: Log;
};

export type Mail = ReturnType<typeof createMail>;

const deadlineMs = 10_000;
const mostAtOnce = 20;

/**
 * Mail that leaves while the answer is already out: who asked for it learns neither that there is such an account nor
 * that the mail server is down. Super-admins learn the latter.
 */
export function createMail({ mailer, notices, audit, inTransaction, clock, log }: Parts) {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  /** Never refuses. `userId` says in the log whose mail could not leave. */
  function post(message: MailMessage, userId: string): void {
    const work = deliver(message, userId).finally(() => running.delete(work));
    running.add(work);
  }

  async function deliver(message: MailMessage, userId: string): Promise<void> {
    try {
      await send(message);
      if (notices.mailTrouble()) inTransaction(() => notices.clearMailTrouble());
    } catch (error) {
      tell(error, userId);
    }
  }

  async function send(message: MailMessage): Promise<void> {
    if (!mailer) {
      warnMissing();
      throw new MailError('not-configured', 'neither RESEND_API_KEY nor SMTP_URL is set');
    }
    if (running.size > mostAtOnce) throw new MailError('timeout', 'too many mails wait for the mail server');
    requireOneLine(message.to, message.subject);
    await mailer(message, AbortSignal.any([stopping.signal, AbortSignal.timeout(deadlineMs)]));
  }

  function tell(error: unknown, userId: string): void {
    const reason: MailFault = error instanceof MailError ? error.fault : 'refused';
    log.warn('mail.not-sent', { reason, why: error instanceof MailError ? error.message : 'unexpected' });
    if (stopping.signal.aborted) return;
    try {
      inTransaction(() => {
        notices.putMailTrouble({ at: toInstant(clock.now()), reason });
        audit.append({ action: 'mail.failed', targetId: userId, metadata: { reason } });
      });
    } catch (failure) {
      // The disk has its own trouble and says so; the mail's is in the log above.
      log.warn('mail.not-noted', { reason: failure instanceof Error ? failure.message : String(failure) });
    }
  }

  /** Loud, at a start that will need mail, and whenever a mail is needed. Source: upstream operations page. */
  function warnMissing(): void {
    if (!mailer) log.warn('RESEND_API_KEY not set', { remedy: 'set RESEND_API_KEY or SMTP_URL and start again' });
  }

  /** Done when nothing is on its way. */
  async function settled(): Promise<void> {
    while (running.size > 0) await Promise.all(running);
  }

  function close(): void {
    stopping.abort();
  }

  return { post, warnMissing, settled, close };
}

type MailSettings = Pick<
  Environment,
  'RESEND_API_KEY' | 'RESEND_FROM_ADDRESS' | 'CERT_EMAIL_FROM' | 'SMTP_URL' | 'SMTP_FROM'
>;

/** What the environment sets up: SMTP where the config says so or Resend is not there, else Resend; null for neither. */
export function chooseMailer(environment: MailSettings, provider: 'resend' | 'smtp'): Mailer | null {
  const { RESEND_API_KEY: apiKey, SMTP_URL: url } = environment;
  if (url !== undefined && (provider === 'smtp' || apiKey === undefined)) {
    return createSmtpMailer({ url, from: environment.SMTP_FROM ?? resendFrom(environment) ?? userOf(url) });
  }
  if (apiKey === undefined) return null;
  return createResendMailer({ apiKey, from: resendFrom(environment) ?? environment.SMTP_FROM ?? fallbackFrom });
}

function resendFrom(environment: MailSettings): string | undefined {
  return environment.RESEND_FROM_ADDRESS ?? environment.CERT_EMAIL_FROM;
}

/** Resend lets every account send from here, though only to its own owner. Source: Resend documentation. */
const fallbackFrom = 'onboarding@resend.dev';

/** Mail providers name their users by their address. */
function userOf(url: string): string {
  const { username, hostname } = new URL(url);
  const user = decodeURIComponent(username);
  return user.includes('@') ? user : `no-reply@${hostname}`;
}
