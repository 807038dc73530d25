import { describe, expect, it } from 'vitest';
import { auditActions, upstreamActions } from '../../../server/audit/actions.contract.ts';
import type { AuditEntryShown } from '../../../server/audit/audit.contract.ts';
import { createCatalog } from '../../../server/i18n/translate.ts';
import { sayEntry } from './say-entry.ts';

/** What stands beside some actions, where it makes another sentence. */
const metadataOf: Readonly<Record<string, readonly AuditEntryShown['metadata'][]>> = {
  'admin.features.update': [
    [true, true],
    [true, false],
    [false, false],
  ].map(toGates),
  'system.gates': [
    [true, true],
    [true, false],
    [false, false],
  ].map(toGates),
  'admin.login.failure': [{ reason: 'bad-otp' }, { count: 12 }],
  'staff-pin.set': [{ is_set: true }, { is_set: false }],
  'gates.schedule': [{ is_on: true, open_days: 5, exceptions: 1 }, { is_on: false }],
  'student.update': [
    { changed: true, column: 'dob' },
    { changed: false, column: 'dob' },
  ],
  'system.clock': ['back', 'ahead', 'none'].map((direction) => ({ direction })),
};

function toGates([lookup = false, download = false]: readonly boolean[]) {
  return { lookup_enabled: lookup, download_enabled: download };
}

function anEntry(action: string, metadata: AuditEntryShown['metadata']): AuditEntryShown {
  const none = { user_id: null, user_email: null, address: null, session: null, commit_hash: null };
  return { ...none, seq: 1, at: '2026-05-20T08:00:00Z', target: 'main', hash: '', action, metadata };
}

describe.each(['vi', 'en'] as const)('an entry of the log, in %s', (locale) => {
  const catalog = createCatalog(locale);

  it.each([...auditActions, ...upstreamActions])('tells %s in a sentence of its own, never by its code', (action) => {
    const sentences = (metadataOf[action] ?? [{}]).map((metadata) => sayEntry(anEntry(action, metadata), catalog));
    for (const sentence of sentences) expect(sentence).not.toContain(action);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('tells what no program of ours wrote by its code', () => {
    expect(sayEntry(anEntry('some.thing', {}), catalog)).toContain('some.thing');
  });
});
