import Database from 'better-sqlite3';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';

export type Visitor = { readonly name: string; readonly dob: string; readonly sbd: string; readonly phone: string };

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A student of the demo list with more than one certificate, and a name and date that nobody shares. */
export function aDemoVisitor(folder: string): Visitor {
  const db = new Database(join(folder, 'data', 'portal.db'), { readonly: true });
  const row = db
    .prepare<[], Visitor>(
      `SELECT full_name AS name, dob, sbd, phone FROM chung_ket a WHERE toan <> '' AND khoa_hoc <> '' AND dob LIKE '__/__/____'
       AND (SELECT count(*) FROM so_khao b WHERE b.full_name = a.full_name AND b.dob = a.dob AND b.sbd <> a.sbd) = 0`,
    )
    .get();
  db.close();
  if (!row) throw new Error('the demo list has no student with two certificates');
  return row;
}

/** Flips the switches behind the server's back, as another process would. */
export function setGates(folder: string, gates: { readonly lookup: boolean; readonly download: boolean }): void {
  const db = new Database(join(folder, 'data', 'portal.db'));
  const write = db.prepare('INSERT OR REPLACE INTO kv_durable (key, value, expires_at) VALUES (?, ?, NULL)');
  write.run('feature:public_lookup_enabled', gates.lookup ? '1' : '0');
  write.run('feature:public_download_enabled', gates.download ? '1' : '0');
  db.close();
}

/** Writes the plan of the gates and the message to students, as another process would. */
export function planGates(folder: string, plan: { readonly week: readonly unknown[] }, message: object): void {
  const db = new Database(join(folder, 'data', 'portal.db'));
  const now = new Date().toISOString();
  const write = db.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');
  write.run('gates.schedule', JSON.stringify({ is_on: true, opens_download: true, exceptions: [], ...plan }), now);
  write.run('gates.schedule-done', now, now);
  write.run('gates.message', JSON.stringify(message), now);
  db.close();
}

/** Sets the staff PIN, as another process would. */
export function setStaffPin(folder: string, pin: string): void {
  const salt = randomBytes(16);
  const hash = pbkdf2Sync(pin, salt, 200_000, 32, 'sha256');
  const db = new Database(join(folder, 'data', 'portal.db'));
  const value = `pbkdf2$200000$${salt.toString('base64url')}$${hash.toString('base64url')}`;
  db.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)').run('staff-pin', value, new Date().toISOString());
  db.close();
}

/** Fills the form with real keys and goes on to the sum. */
export async function askFor(page: Page, { name, dob }: Pick<Visitor, 'name' | 'dob'>): Promise<void> {
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=day]').focus();
  await page.keyboard.type(dob.replace(/\D/g, ''));
  await page.keyboard.press('Enter');
  await page.locator('[name=captcha_answer]').waitFor();
}

/** The answer to the sum on the screen; `off` makes it wrong. */
export async function answerSum(page: Page, off = 0): Promise<void> {
  const sum = page.getByText(/^\d+ [+−×] \d+ =$/);
  const [, first, sign, second] = /^(\d+) ([+−×]) (\d+)/.exec((await sum.textContent()) ?? '') ?? [];
  const [a, b] = [Number(first), Number(second)];
  const right = sign === '+' ? a + b : sign === '−' ? a - b : a * b;
  await page.locator('[name=captcha_answer]').fill(String(right + off));
  await page.keyboard.press('Enter');
}

/** What axe finds by WCAG 2.2 A and AA; nothing, it is hoped. */
export async function axeFindings(page: Page): Promise<unknown> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (o: unknown) => Promise<{ violations: AxeViolation[] }> } };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run({ runOnly: tags });
    return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html.slice(0, 160)) }));
    type AxeViolation = { id: string; nodes: { html: string }[] };
  });
}

/** Nothing reaches beyond the right edge. */
export async function expectNoSideways(page: Page): Promise<void> {
  // The page hears of a new size a moment after the browser took it: what counts is where it comes to rest.
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(beyond).toBeLessThanOrEqual(0);
}
