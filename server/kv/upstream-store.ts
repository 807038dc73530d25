import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { StartProblem } from '../db/start-problem.ts';
import type { KvEntry } from './kv-tables.ts';

const Stored = z.record(z.string(), z.tuple([z.union([z.string(), z.number()]), z.number().nullable()]));

/**
 * The living keys of upstream's local store: one JSON object of `[value, expiry in Unix seconds or null]`. Empty where
 * there is no such file. One that cannot be read is refused: it may hold a closed gate. Source: upstream storage/kv.
 */
export function readUpstreamStore(path: string, nowMs: number): Map<string, KvEntry> {
  if (!existsSync(path)) return new Map();
  const stored = parse(path);
  const living = Object.entries(stored).filter(([, [, expiry]]) => expiry === null || expiry * 1000 > nowMs);
  return new Map(
    living.map(([key, [value, expiry]]) => [
      key,
      { value: String(value), expiresAt: expiry === null ? null : Math.ceil(expiry * 1000) },
    ]),
  );
}

function parse(path: string): z.infer<typeof Stored> {
  const text = readFileSync(path, 'utf8');
  if (text.trim() === '') return {};
  try {
    return Stored.parse(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    throw new StartProblem(
      'foreign',
      path,
      `${path} is no store of keys as the earlier program writes it, and may say that lookup is closed: ` +
        'mend it, or move it away to start with lookup and download open',
      { case: 'keys' },
    );
  }
}
