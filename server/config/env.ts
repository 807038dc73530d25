import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { replaceFile } from '../files/replace-file.ts';
import { ConfigError } from './load-config.ts';

/** Name to value, as the operating system gives it. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/** The process environment. The one place that reads it. */
export function processEnvironment(): RawEnvironment {
  return process.env;
}

const on = z
  .string()
  .optional()
  .transform((text) => text !== undefined && ['1', 'true', 'yes'].includes(text.trim().toLowerCase()));
const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => (text === '' ? undefined : text));
const origin = optional.refine((text) => text === undefined || /^https?:\/\/[^\s/]+(\/[^\s]*)?$/.test(text), {
  error: 'must be an address such as http://192.168.1.20:5000',
});
const number = (least: number, most: number, fallback?: number) =>
  optional
    .refine((text) => text === undefined || (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most), {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform((text) => (text === undefined ? fallback : Number(text)));

const isPlaceholder = (secret: string) => secret.trim().toLowerCase().startsWith('change-me');

const shape = z.object({
  JWT_SECRET: optional
    .refine((secret) => secret === undefined || !isPlaceholder(secret), {
      error: 'is still the placeholder: remove the line and a random one is made at the next start',
    })
    .refine((secret) => secret === undefined || Buffer.byteLength(secret) >= 32, {
      error: 'must be at least 32 bytes: remove the line and a random one is made at the next start',
    }),
  /** Seals the seeds of the second factor; apart from JWT_SECRET, so that a new one of those kills no seed. */
  SECOND_FACTOR_KEY: optional.refine((key) => key === undefined || /^[\w-]{43}$/.test(key), {
    error: 'must be 32 bytes in base64url: put back the line that was there',
  }),
  PUBLIC_BASE_URL: origin.transform((text) => text?.replace(/\/+$/, '')),
  ALLOWED_ORIGINS: optional,
  TRUST_PROXY_HEADERS: on,
  FORCE_HSTS: on,
  PANEL_ON_LAN: on,
  KV_BACKEND: optional.pipe(z.enum(['local', 'upstash', 'vercel-kv']).optional()),
  KV_LOCAL_PATH: optional,
  UPSTASH_REDIS_REST_URL: optional,
  UPSTASH_REDIS_REST_TOKEN: optional,
  KV_REST_API_URL: optional,
  KV_REST_API_TOKEN: optional,
  ADMIN_DEFAULT_PASSWORD: optional.refine((password) => password === undefined || !isPlaceholder(password), {
    error: 'is still the placeholder: choose a password or remove the line',
  }),
  ADMIN_DEFAULT_EMAIL: optional.transform((email) => email ?? 'admin@localhost'),
  RESEND_API_KEY: optional,
  RESEND_FROM_ADDRESS: optional,
  CERT_EMAIL_FROM: optional,
  SMTP_URL: optional.refine((text) => text === undefined || /^smtps?:\/\/[^\s/]+\/?(\?\S*)?$/.test(text), {
    error: 'must be an address such as smtps://user:password@mail.example.vn:465',
  }),
  SMTP_FROM: optional,
  GSHEET_WEBHOOK_URL: optional,
  WEB_CONCURRENCY: optional,
  GUNICORN_WORKERS: optional,
  UVICORN_WORKERS: optional,
  PORT: number(0, 65535),
  HOST: optional,
});

/** What the operator set, checked. Absent members are undefined. Source: upstream's environment table. */
export type Environment = Readonly<z.infer<typeof shape>>;

/**
 * `.env` of the center folder, then the process environment, which wins. Throws ConfigError naming every wrong
 * variable and its remedy; never a value.
 */
export function readEnvironment(root: string, outside: RawEnvironment): Environment {
  const path = join(root, '.env');
  const read = shape.safeParse({ ...readEnvFile(path), ...defined(outside) });
  if (read.success) return read.data;
  const variables = read.error.issues.map(({ path: [name], message }) => ({ name: String(name), rule: message }));
  const lines = variables.map(({ name, rule }) => `  - ${name}: ${rule}`);
  const line = lineOfName(path, read.error.issues[0]?.path[0]);
  const message = [`the environment or ${path} has wrong values:`, ...lines].join('\n');
  throw new ConfigError(message, { line, environment: { path, variables } });
}

/** As `readEnvironment`; makes and stores what is missing of the secrets (mode 0600). Gives the JWT_SECRET. */
export function ensureSecret(root: string, environment: Environment): string {
  const made = {
    ...(environment.JWT_SECRET === undefined ? { JWT_SECRET: newJwtSecret() } : {}),
    ...(environment.SECOND_FACTOR_KEY === undefined
      ? { SECOND_FACTOR_KEY: randomBytes(32).toString('base64url') }
      : {}),
  };
  if (Object.keys(made).length > 0) writeEnvFile(root, made);
  return environment.JWT_SECRET ?? made.JWT_SECRET ?? '';
}

/** The secrets as `ensureSecret` left them; JWT_SECRET may change while the program runs. */
export function openSecrets(root: string, outside: RawEnvironment) {
  const read = () => readEnvironment(root, outside);
  const jwt = {
    read: () => read().JWT_SECRET ?? '',
    isFromOutside: (outside['JWT_SECRET'] ?? '') !== '',
    /** A new one in `.env`; the other lines stay. */
    replace: () => {
      writeEnvFile(root, { JWT_SECRET: newJwtSecret() });
    },
  };
  return { jwt, secondFactorKey: read().SECOND_FACTOR_KEY ?? '' };
}

function newJwtSecret(): string {
  return randomBytes(48).toString('base64url');
}

function writeEnvFile(root: string, values: Readonly<Record<string, string>>): void {
  const path = join(root, '.env');
  let before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  for (const name of Object.keys(values)) {
    before = before.replace(new RegExp(`^[ \\t]*(export[ \\t]+)?${name}[ \\t]*=.*(\\r?\\n|$)`, 'gm'), '');
  }
  const head = before.trim() === '' ? '' : `${before.trimEnd()}\n`;
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
  replaceFile(path, `${head}${lines.join('')}`, 0o600);
}

/** Where .env says it; null where the process environment does. */
function lineOfName(path: string, name: PropertyKey | undefined): number | null {
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const at = lines.findLastIndex((line) => line.replace(/^\s*(export\s+)?/, '').split(/\s*=/)[0] === name);
  return at < 0 ? null : at + 1;
}

function defined(outside: RawEnvironment): Record<string, string> {
  const entries = Object.entries(outside).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  return Object.fromEntries(entries);
}

function readEnvFile(path: string): Record<string, string> {
  if (!existsSync(path)) return {};
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const why = error instanceof TypeError ? 'it is not valid UTF-8' : 'it cannot be read';
    throw new ConfigError(`${path}: ${why}; save it as UTF-8 text or move it away and start again`);
  }
  const bad = text
    .split('\n')
    .findIndex((line) => !/^\s*(#.*|(export\s+)?[A-Za-z_][A-Za-z0-9_]*\s*=.*)?$/.test(line.trim()));
  if (bad >= 0 && !hasOpenQuote(text)) {
    throw new ConfigError(`${path}: line ${bad + 1} is not NAME=value; correct it and start again`);
  }
  return defined(parseEnv(text));
}

/** A quoted value may run over several lines, which then are no NAME=value of their own. */
function hasOpenQuote(text: string): boolean {
  return /=\s*"[^"\n]*\n|=\s*'[^'\n]*\n/.test(text);
}
