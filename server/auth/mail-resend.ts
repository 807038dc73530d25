import { type Mailer, MailError } from './mail-message.ts';

type Parts = { readonly apiKey: string; readonly from: string; readonly url?: string };

const resendUrl = 'https://api.resend.com/emails';
const mostAnswerBytes = 65_536;

/** Resend's HTTP API. Source: Resend API reference, "Send Email". */
export function createResendMailer({ apiKey, from, url = resendUrl }: Parts): Mailer {
  return async ({ to, subject, text, html }, signal) => {
    const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ from, to: [to], subject, text, html });
    let answer: Response;
    try {
      answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
      await readCapped(answer);
    } catch (error) {
      if (error instanceof MailError) throw error;
      throw new MailError(signal.aborted ? 'timeout' : 'unreachable', 'Resend could not be reached');
    }
    if (!answer.ok) throw new MailError('refused', `Resend answered ${answer.status}`);
  };
}

/** Read to its end, so that the connection is free again; more than any true answer is a fault. */
async function readCapped({ body }: Response): Promise<void> {
  let bytes = 0;
  const chunks: AsyncIterable<Uint8Array> | null = body;
  if (!chunks) return;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > mostAnswerBytes) throw new MailError('refused', 'the answer of Resend is too long');
  }
}
