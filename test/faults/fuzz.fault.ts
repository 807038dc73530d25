import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { startCenter } from '../support/start-center.ts';
import { aStudent } from '../support/student-builder.ts';
import { seed, tell } from './fault-run.ts';

const bodies = 5_000;
/** Each try costs a password hash on purpose. */
const slow = new Set(['/api/admin/login']);

/** Members as the schema names them, with values that fit, nearly fit, or are anything at all. */
function bodyFor(request: z.ZodType): fc.Arbitrary<unknown> {
  const shape: unknown = z.toJSONSchema(request, { io: 'input', unrepresentable: 'any', cycles: 'ref' });
  const { properties = {} } = shape as { properties?: Record<string, { enum?: unknown[] }> };
  const members = Object.entries(properties).map(([name, member]) => [
    name,
    fc.oneof(
      fc.constantFrom('A01', 'main', 'TOAN', 'Nguyễn Văn An', '01-02-2010', '0912345678', ...(member.enum ?? [])),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(null, '', '\u0000', '\ud800', '__proto__', '9'.repeat(400), [], {}),
      fc.anything({ maxDepth: 3, withNullPrototype: false }),
    ),
  ]);
  return fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] });
}

it('answers no body made from the schemas by a 5xx', { timeout: 600_000 }, async () => {
  const center = await startCenter({ students: [aStudent()], env: { TRUST_PROXY_HEADERS: '1' } });
  const routes = [...center.routes.values()].filter(
    ({ endpoint: { method, path } }) => method === 'post' && !slow.has(path),
  );
  const statuses = new Map<number, number>();
  let asked = 0;
  for (const [index, { endpoint }] of routes.entries()) {
    const each = Math.ceil(bodies / routes.length);
    for (const body of fc.sample(bodyFor(endpoint.request), { numRuns: each, seed: seed + index })) {
      asked += 1;
      const token = await aSession(center, asked);
      const sent = fc.stringify(body).length > 20_000 ? {} : toJson(body);
      const headers = { 'x-forwarded-for': `10.${1 + (asked >> 16)}.${(asked >> 8) & 255}.${asked & 255}` };
      const answer = await center.post(endpoint.path, asked % 10 === 0 ? { token, ...sent } : { ...sent, token }, {
        headers,
      });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const isExpected = answer.status < 500 || [501, 503].includes(answer.status);
      if (!isExpected) expect([endpoint.path, sent, answer.body]).toBe('no 5xx');
      center.openGates();
    }
  }
  const told = [...statuses].sort(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`);
  tell(`fuzz: ${asked} bodies on ${routes.length} routes, ${told.join(', ')}`);
  expect(asked).toBeGreaterThanOrEqual(bodies);
  expect(center.log.lines.filter((line) => line.includes('http.bug'))).toEqual([]);
  expect(await center.get('/health')).toMatchObject({ status: 200 });
});

let session: Promise<string> | null = null;

/** A new one now and then: some of the routes end it. */
function aSession(center: Awaited<ReturnType<typeof startCenter>>, asked: number): Promise<string> {
  if (asked % 20 === 1) session = center.signIn('super-admin', `boss${asked}@example.vn`);
  return session ?? Promise.reject(new Error('no session'));
}

/** What JSON keeps of it; a value that it cannot hold sends nothing. */
function toJson(body: unknown): object {
  try {
    return JSON.parse(
      JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ) as object;
  } catch {
    return {};
  }
}
