import { describe, expect, it } from 'vitest';
import { kindOf } from './kinds.ts';

describe('the kind of an entry', () => {
  it.each([
    ['admin.login.failure', 'failed'],
    ['admin.login.success', 'signing-in'],
    ['session.end', 'signing-in'],
    ['admin.search', 'viewing'],
    ['student.export', 'viewing'],
    ['student.update', 'records'],
    ['certificate.revoke', 'records'],
    ['ingest.commit', 'lists'],
    ['system.gates', 'gates'],
    ['user.code.use', 'signing-in'],
    ['user.create', 'users'],
    ['system.clock', 'system'],
    ['something.new', 'system'],
  ])('of %s is %s', (action, kind) => {
    expect(kindOf(action).kind).toBe(kind);
  });
});
