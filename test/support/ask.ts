import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

export type Asked = {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  /** Text or bytes as they are, anything else as JSON; undefined sends none. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Local address to come from: 127.0.0.2 plays a stranger on the LAN. */
  readonly from?: string;
  readonly agent?: Agent;
  /** Address of the server; loopback where it is absent. */
  readonly host?: string;
};

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** JSON where the answer is JSON, else its text. */
  readonly body: unknown;
};

/** One real HTTP request over loopback. */
export function ask({
  port,
  method,
  path,
  body,
  headers = {},
  from,
  agent,
  host = '127.0.0.1',
}: Asked): Promise<Answer> {
  const sent = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host,
        port,
        method,
        path,
        headers: { ...(sent === undefined ? {} : { 'content-length': Buffer.byteLength(sent) }), ...headers },
        ...(from === undefined ? {} : { localAddress: from }),
        ...(agent === undefined ? {} : { agent }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const isJson = response.headers['content-type']?.startsWith('application/json') ?? false;
          const text = bytes.toString('utf8');
          const read: unknown = isJson && text !== '' ? JSON.parse(text) : text;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, body: read });
        });
      },
    );
    call.on('error', reject);
    call.end(sent);
  });
}
