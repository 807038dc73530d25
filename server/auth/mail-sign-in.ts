import { createHash, timingSafeEqual } from 'node:crypto';
import type { CertConfig } from '../config/cert-config.ts';
import { createTranslate } from '../i18n/translate.ts';
import type { Kv } from '../kv/kv.ts';
import { type Random, randomText } from '../random.ts';
import type { Mail } from './mail.ts';
import type { MailMessage } from './mail-message.ts';
import type { User } from './users.store.ts';

type Parts = {
  readonly config: CertConfig;
  readonly kv: Kv;
  readonly mail: Mail;
  readonly publicBaseUrl: () => string;
  readonly random: Random;
};

export type MailSignIn = ReturnType<typeof createMailSignIn>;

const codeSeconds = 300;
const linkSeconds = 900;
const decoySeconds = 60;

/** Codes and links by mail. Source: upstream auth/otp.py, auth/magic_link.py. */
export function createMailSignIn({ config, kv, mail, publicBaseUrl, random }: Parts) {
  const { name, locale } = config.project;
  const t = createTranslate(locale);

  /** Null for an e-mail nobody may sign in with: the same work, and nothing is sent. */
  async function sendCode(user: User | null): Promise<void> {
    const code = String(random.int(0, 999_999)).padStart(6, '0');
    if (!user) {
      await decoy(codeHash('', code));
      return;
    }
    await kv.set(`otp:${user.email}`, codeHash(user.email, code), codeSeconds);
    const lines = [t('mail.code.text', { name, code }), t('mail.not-you')];
    mail.post(toMessage(user.email, t('mail.code.subject', { name, code }), lines), user.id);
  }

  /** A code is used up by the first try, right or wrong; spaces in it count nothing. `email` in lower case. */
  async function takeCode(email: string, code: string): Promise<boolean> {
    const expected = await kv.consume(`otp:${email}`);
    return expected !== null && isEqual(expected, codeHash(email, code.replaceAll(/\s/g, '')));
  }

  /** As `sendCode`. */
  async function sendLink(user: User | null): Promise<void> {
    const token = randomText(random, 32);
    if (!user) {
      await decoy(linkKey(token));
      return;
    }
    await kv.set(linkKey(token), user.email, linkSeconds);
    const link = `${publicBaseUrl()}/admin?token=${token}`;
    const lines = [t('mail.link.text', { name }), link, t('mail.not-you')];
    mail.post(toMessage(user.email, t('mail.link.subject', { name }), lines), user.id);
  }

  /** The e-mail the link was sent to; null for one that was used, has expired or never was. */
  function takeLink(token: string): Promise<string | null> {
    return kv.consume(linkKey(token));
  }

  function decoy(value: string): Promise<void> {
    return kv.set(`decoy:${randomText(random, 16)}`, value, decoySeconds);
  }

  return { sendCode, takeCode, sendLink, takeLink };
}

function toMessage(to: string, subject: string, lines: readonly string[]): MailMessage {
  const paragraphs = lines.map((line) => {
    const text = escapeHtml(line);
    return /^https?:\/\//.test(line) ? `<p><a href="${text}">${text}</a></p>` : `<p>${text}</p>`;
  });
  return { to, subject: subject.replaceAll(/\s+/g, ' '), text: lines.join('\n\n'), html: paragraphs.join('\n') };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function codeHash(email: string, code: string): string {
  return sha256(`${email}|${code}`);
}

const linkKey = (token: string) => `magic:${sha256(token)}`;

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
