import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** A real SMTP server on a free port; `refuse` makes it turn the next mails away. */
export async function startMailServer() {
  const mails: ReceivedMail[] = [];
  let isRefusing = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (isRefusing) {
          done(new Error('no room'));
          return;
        }
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, ...readMail(Buffer.concat(chunks).toString()) });
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  const refuse = (refusing: boolean) => (isRefusing = refusing);
  return { url: `smtp://127.0.0.1:${port}`, mails, refuse, close };
}

function readMail(raw: string): Omit<ReceivedMail, 'to'> {
  const { head, body } = split(raw);
  const [, boundary = ''] = /boundary="([^"]+)"/.exec(head) ?? [];
  const parts = body.split(`--${boundary}`).map(split);
  const partOf = (type: string) => parts.find((part) => part.head.toLowerCase().includes(`content-type: ${type}`));
  const [, subject = ''] = /^Subject: (.*(?:\r\n[ \t].*)*)/im.exec(head) ?? [];
  return { subject: decodeWords(subject), text: decode(partOf('text/plain')), html: decode(partOf('text/html')) };
}

type Part = { readonly head: string; readonly body: string };

function split(raw: string): Part {
  const text = raw.replace(/^\r\n/, '');
  const end = text.indexOf('\r\n\r\n');
  return { head: text.slice(0, end), body: text.slice(end + 4) };
}

function decode(part: Part | undefined): string {
  if (!part) return '';
  if (/encoding: base64/i.test(part.head)) return Buffer.from(part.body, 'base64').toString();
  const joined = part.body.replaceAll('=\r\n', '');
  return /encoding: quoted-printable/i.test(part.head) ? fromQuoted(joined) : joined;
}

/** Source: RFC 2047. */
function decodeWords(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_word, way: string, text: string) =>
      way.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : fromQuoted(text.replaceAll('_', ' ')),
    );
}

function fromQuoted(text: string): string {
  return decodeURIComponent(text.replaceAll('%', '%25').replaceAll(/=([0-9A-F]{2})/gi, '%$1'));
}
