import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startCenter } from './support/start-center.ts';
import { aStudent } from './support/student-builder.ts';

const secrets = {
  RESEND_API_KEY: 'canary-resend-key',
  UPSTASH_REDIS_REST_TOKEN: 'canary-upstash-token',
  KV_REST_API_TOKEN: 'canary-kv-token',
};
const person = {
  sbd: 'CANARY01',
  full_name: 'Canary Văn Kín',
  dob: '09-09-2009',
  phone: '0987654321',
  school: 'Trường Canary',
  ward: 'Phường Canary',
};

/** What a caller may type, for a field of that name: of its kind where one can be told, so that it goes far. */
function typedInto(name: string): unknown {
  if (/sbd$/.test(name)) return person.sbd;
  if (name === 'name') return person.full_name;
  if (name === 'dob') return person.dob;
  if (name === 'phone') return person.phone;
  if (name === 'email') return 'canary.staff@canary.vn';
  return `canary-${name}`;
}

describe('what is typed and what is secret', () => {
  it('stands in no log and in no file beside it, whatever is called with it', { timeout: 120_000 }, async () => {
    const center = await startCenter({ students: [aStudent(person)], env: secrets });
    const headers = { 'user-agent': 'canary-agent', 'x-forwarded-for': 'canary-address', cookie: 'a=canary-cookie' };
    const answers: string[] = [];
    const tokens: string[] = [];
    let fields = 0;
    const callAll = async () => {
      for (const { endpoint } of center.routes.values()) {
        const names = endpoint.request instanceof z.ZodObject ? Object.keys(endpoint.request.shape) : [];
        fields += names.length;
        const body = Object.fromEntries(names.map((name) => [name, typedInto(name)]));
        // Each its own: some of these calls end the session.
        const token = await center.signIn('super-admin', `canary.boss${tokens.length}@canary.vn`);
        tokens.push(token);
        const captcha = 'captcha_id' in body ? await center.solvedCaptcha() : {};
        for (const given of [
          { ...body, ...captcha },
          { ...body, ...captcha, token },
        ]) {
          const method = endpoint.method.toUpperCase();
          const answer = await center.ask(method, `${endpoint.path}?q=canary-query`, { body: given, headers });
          answers.push(answer.bytes.toString('latin1'));
        }
      }
    };
    await callAll();
    // Now with a broken database, so that what is thrown carries what was asked.
    center.portalDb.exec('DROP TABLE students; DROP TABLE student_key; DROP TABLE shipments');
    await callAll();
    await center.post('/api/search', '{"name": "canary-broken-json', { headers });

    const logs = join(center.root, 'logs');
    const files = existsSync(logs) ? readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8')) : [];
    const written = [...center.log.lines, ...files].join('\n');
    console.log(`secrecy: ${fields} fields typed, ${center.log.lines.length} lines of log`);
    expect(fields).toBeGreaterThan(100);
    expect(center.log.lines.length).toBeGreaterThan(0);
    for (const value of [...Object.values(person), ...tokens, 'canary', 'Canary']) expect(written).not.toContain(value);
    for (const secret of [...Object.values(secrets), 'pbkdf2$']) expect(answers.join('\n')).not.toContain(secret);
  });

  it('is no line of the log for a limit, a wrong sum, a search without a hit', async () => {
    const center = await startCenter({ students: [aStudent()] });
    const before = center.log.lines.length;
    for (let n = 0; n < 25; n += 1) {
      await center.post('/api/search', { sbd: 'NOPE', name: 'x', dob: 'y', ...(await center.solvedCaptcha()) });
    }
    await center.post('/api/search', { sbd: 'A01', captcha_id: 'none', captcha_answer: 1 });
    expect(center.log.lines.slice(before)).toEqual([]);
  });
});
