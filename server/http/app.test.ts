import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startCenter, type TestCenter } from '../../test/support/start-center.ts';

/** Sends bytes as they are and gives all that comes back. */
function sendRaw({ port }: TestCenter, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

const hostOf = (host: string) => ({ headers: { host } });

describe('every answer', () => {
  it('carries the security headers, and HSTS only where the operator asked for it', async () => {
    const plain = await startCenter();
    const tls = await startCenter({ env: { FORCE_HSTS: '1' } });
    const paths = ['/health', '/', '/nope', '/static/x.js', '/api/portal', '/api/nope'];
    for (const path of paths) {
      const { headers } = await plain.get(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'x-frame-options': 'DENY',
      });
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
      const overTls = await tls.get(path);
      expect(overTls.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    }
  });

  it('is JSON under /api/, also for unknown paths and wrong methods', async () => {
    const center = await startCenter();
    expect(await center.get('/api/nope')).toMatchObject({ status: 404, body: { error: 'not found' } });
    expect(await center.get('/api/search')).toMatchObject({ status: 405, body: { error: 'method not allowed' } });
    expect(await center.post('/api/portal')).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
    expect(await center.get('/api/portal')).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  });

  it('is a page in both languages for what is not there', async () => {
    const center = await startCenter();
    for (const path of ['/admin/users/more', '/nope', '/.env', '/../etc/passwd']) {
      const answer = await center.get(path);
      expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } });
      expect(answer.body).toContain('Không có trang này');
      expect(answer.body).toContain('There is no such page');
    }
  });
});

describe('GET /health', () => {
  it('answers whatever the Host says, and only to reading', async () => {
    const center = await startCenter();
    expect(await center.get('/health', hostOf('evil.example'))).toMatchObject({ status: 200, body: { ok: true } });
    expect(await center.post('/health')).toMatchObject({ status: 405 });
  });
});

describe('the Host header', () => {
  it('is one of the center, with its port, or the answer is 421', async () => {
    const center = await startCenter({ env: { PUBLIC_BASE_URL: 'https://cert.example.vn' } });
    const { port } = center;
    const own = [
      'localhost',
      'LOCALHOST',
      'localhost.',
      '127.0.0.1',
      '[::1]',
      '[0:0:0:0:0:0:0:1]',
      'exam-pc',
      'Exam-PC.local',
    ];
    for (const name of own) {
      expect([name, (await center.get('/api/portal', hostOf(`${name}:${port}`))).status]).toEqual([name, 200]);
    }
    for (const base of ['cert.example.vn', 'cert.example.vn:443', `cert.example.vn:${port}`]) {
      expect([base, (await center.get('/', hostOf(base))).status]).not.toEqual([base, 421]);
    }
    const foreign = [
      'evil.example',
      `evil.example:${port}`,
      'localhost',
      `localhost:${port + 1}`,
      `user@localhost:${port}`,
      `2130706433:${port}`,
      `0x7f000001:${port}`,
      `127.1:${port}`,
      `localhost.evil.example:${port}`,
      `192.168.1.77:${port}`,
      `[::2]:${port}`,
      'cert.example.vn:444',
      `localhost..:${port}`,
      ' ',
    ];
    for (const host of foreign) {
      for (const path of ['/', '/api/portal', '/static/x.js']) {
        expect([host, path, (await center.get(path, hostOf(host))).status]).toEqual([host, path, 421]);
      }
    }
  });

  it('counts from the target where that is absolute', async () => {
    const center = await startCenter();
    const host = `Host: localhost:${center.port}`;
    const evil = await sendRaw(center, `GET http://evil.example/ HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`);
    expect(evil).toMatch(/^HTTP\/1\.1 421 /);
    const own = `GET http://localhost:${center.port}/api/portal HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(center, own)).toMatch(/^HTTP\/1\.1 200 /);
    const two = await sendRaw(center, `GET / HTTP/1.1\r\n${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
    expect(two).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendRaw(center, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /);
  });
});

describe('CORS', () => {
  const origin = 'https://school.example';
  const withOrigin = (value: string, more = {}) => ({ headers: { origin: value, ...more } });

  it('is for the own addresses alone unless the operator names others', async () => {
    const center = await startCenter();
    const own = `http://localhost:${center.port}`;
    const answer = await center.get('/api/portal', withOrigin(own));
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'access-control-allow-origin': own,
        vary: 'Origin',
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers': 'Content-Type, Authorization',
        'access-control-max-age': '600',
      },
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    expect((await center.get('/api/portal')).headers['access-control-allow-methods']).toBeUndefined();
  });

  it('refuses a call from another site with 403, by Origin or by Sec-Fetch-Site', async () => {
    const center = await startCenter();
    const others = [withOrigin(origin), withOrigin('null'), { headers: { 'sec-fetch-site': 'cross-site' } }];
    for (const more of [...others, withOrigin(`http://localhost:${center.port + 1}`)]) {
      const answer = await center.post('/api/captcha', undefined, more);
      expect(answer).toMatchObject({ status: 403, body: { code: 'http.cross-site' } });
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    expect(await center.get('/', { headers: { 'sec-fetch-site': 'cross-site' } })).not.toMatchObject({ status: 403 });
  });

  it('echoes a listed origin, and answers * to a listed *', async () => {
    const listed = await startCenter({ env: { ALLOWED_ORIGINS: `https://a.example, ${origin}/` } });
    const any = await startCenter({ env: { ALLOWED_ORIGINS: '*' } });
    const more = withOrigin(origin, { 'sec-fetch-site': 'cross-site' });
    expect(await listed.get('/api/portal', more)).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': origin, vary: 'Origin' },
    });
    expect(await listed.get('/api/portal', withOrigin('https://b.example'))).toMatchObject({ status: 403 });
    const answer = await any.get('/api/portal', more);
    expect(answer).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*' } });
    expect(answer.headers.vary).toBeUndefined();
  });

  it('answers OPTIONS with 204 to any origin', async () => {
    const center = await startCenter();
    for (const path of ['/api/search', '/api/nope']) {
      const answer = await center.ask('OPTIONS', path, withOrigin(origin));
      expect(answer).toMatchObject({ status: 204, body: '' });
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('the request body', () => {
  const search = '/api/search';
  const errorOf = async (center: TestCenter, body: unknown) => {
    const { status, body: answer } = await center.post(search, body);
    return [status, (answer as { error: string }).error];
  };

  it('may be 32,768 bytes, and is refused unread above', async () => {
    const center = await startCenter();
    const padded = (length: number) => `{"x":"${'a'.repeat(length - 8)}"}`;
    expect(await errorOf(center, padded(32_768))).toEqual([400, 'captcha id is required']);
    expect(await errorOf(center, padded(32_769))).toEqual([413, 'request body is too large']);
    expect(await errorOf(center, 'x'.repeat(3_000_000))).toEqual([413, 'request body is too large']);
    expect((await center.get('/health')).status).toBe(200);
  });

  it('is an object of JSON in UTF-8, not too deep; an empty one is {}', async () => {
    const center = await startCenter();
    const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    const notObject = 'request body must be a JSON object';
    expect(await errorOf(center, undefined)).toEqual([400, 'captcha id is required']);
    for (const body of ['[]', 'null', '1', '"x"', 'true'])
      expect(await errorOf(center, body)).toEqual([400, notObject]);
    expect(await errorOf(center, '{"a":1,}')).toEqual([400, 'invalid JSON body: position 7']);
    expect(await errorOf(center, Buffer.from([0x7b, 0xff, 0x7d]))).toEqual([400, 'invalid JSON body: not valid UTF-8']);
    expect(await errorOf(center, nested(20))).toEqual([400, 'captcha id is required']);
    expect(await errorOf(center, nested(21))).toEqual([400, 'invalid JSON body: nested deeper than 20 levels']);
    expect(await errorOf(center, '['.repeat(30_000))).toMatchObject([
      400,
      expect.stringMatching(/^invalid JSON body: /),
    ]);
  });

  it('has its unknown and its inherited members dropped', async () => {
    const center = await startCenter();
    const body = '{"__proto__":{"mode":"admin"},"constructor":{"prototype":{"sbd":"x"}},"who":"me"}';
    expect(await errorOf(center, body)).toEqual([400, 'captcha id is required']);
    expect(({} as Record<string, unknown>)['mode']).toBeUndefined();
  });
});

describe('the head of a request', () => {
  it('has a longest address and a largest size', async () => {
    const center = await startCenter();
    expect(await center.get(`/?${'a'.repeat(8190)}`)).toMatchObject({ status: 503 });
    expect(await center.get(`/?${'a'.repeat(8191)}`)).toMatchObject({ status: 414 });
    expect(await center.get('/', { headers: { 'x-long': 'a'.repeat(17_000) } })).toMatchObject({ status: 431 });
    expect(await center.get('/', { headers: { 'x-long': 'a'.repeat(60_000) } })).toMatchObject({ status: 431 });
    const many = Object.fromEntries(Array.from({ length: 110 }, (_, index) => [`x-${index}`, '1']));
    expect(await center.get('/', { headers: many })).toMatchObject({ status: 431 });
  });

  it('that is no HTTP gets 400 and the connection ends', async () => {
    const center = await startCenter();
    for (const text of ['\x16\x03\x01 hello\r\n\r\n', 'GET\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\n bad\r\n\r\n']) {
      expect(await sendRaw(center, text)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[^]*X-Frame-Options: DENY/);
    }
    const smuggled = `POST /api/search HTTP/1.1\r\nHost: localhost:${center.port}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect(await sendRaw(center, smuggled)).toMatch(/^HTTP\/1\.1 400 /);
  });
});
