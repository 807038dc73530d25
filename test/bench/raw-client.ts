import { once } from 'node:events';
import { connect } from 'node:net';

export type Answer = { readonly status: number; readonly body: Buffer };
export type RawClient = Awaited<ReturnType<typeof openClient>>;

type Waiting = { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void };

/** One keep-alive connection on a raw socket, one request at a time: the client's share of the cores stays small. */
export async function openClient(port: number) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let held: Buffer = Buffer.alloc(0);
  let waiting: Waiting | null = null;
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.on('error', fail);
  socket.on('close', () => {
    fail(new Error('the server closed the connection'));
  });
  socket.on('data', (part: Buffer) => {
    held = held.length === 0 ? part : Buffer.concat([held, part]);
    const answer = readAnswer(held);
    if (!answer) return;
    held = Buffer.alloc(0);
    waiting?.resolve(answer);
    waiting = null;
  });

  async function send(head: string, body: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      socket.write(head + body);
    });
  }
  /** `address` is the visitor's, for the rate limits. */
  async function post(path: string, value: unknown, address: string): Promise<Answer> {
    const body = JSON.stringify(value);
    const length = Buffer.byteLength(body);
    const heads = `Host: 127.0.0.1:${port}\r\nX-Forwarded-For: ${address}\r\nContent-Length: ${length}`;
    return send(`POST ${path} HTTP/1.1\r\n${heads}\r\n\r\n`, body);
  }
  async function get(path: string): Promise<Answer> {
    return send(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`, '');
  }
  function close(): void {
    socket.destroy();
  }

  return { post, get, close };
}

function readAnswer(bytes: Buffer): Answer | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < end + 4 + length) return null;
  return { status: Number(head.slice(9, 12)), body: bytes.subarray(end + 4, end + 4 + length) };
}
