import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';

export const chief = { email: 'ha.le@saomai.vn', password: 'tram-huong-92-cau' };
/** Makes the first account of a fresh center. */
export const chiefEnvironment = { ADMIN_DEFAULT_EMAIL: chief.email, ADMIN_DEFAULT_PASSWORD: chief.password };

/** Each theme and each language once: texts do not change colours, nor colours the room that texts take. */
export const looks = [
  { locale: 'vi', theme: 'light' },
  { locale: 'en', theme: 'dark' },
] as const;

/** Types both and presses Enter, as the fields follow each other. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('[name=password]').press('Enter');
}

/** The token of a session made past the page, so that the sign-in's limit is left to the tests that are about it. */
export async function openSession(origin: string, { email, password } = chief): Promise<string> {
  const answer = await post(origin, '/api/admin/login', { email, password, client: 'panel' });
  const { token } = (await answer.json()) as { token: string | null };
  if (token === null) throw new Error(`no session: ${answer.status}`);
  return token;
}

export async function post(origin: string, path: string, body: object, token?: string): Promise<Response> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

type Look = { readonly token: string; readonly role?: string; readonly theme?: string; readonly locale?: string };

/** Lets the page begin with a session, a theme and a language, each as the page itself keeps them. */
export async function begin(page: Page, { token, role = 'super-admin', theme = 'light', locale = 'vi' }: Look) {
  await page.addInitScript(
    ([session, chosenTheme, chosenLocale]) => {
      if (sessionStorage.getItem('lvt.theme') !== null) return;
      if (session) sessionStorage.setItem('lvt.session', session);
      sessionStorage.setItem('lvt.theme', chosenTheme ?? '');
      sessionStorage.setItem('lvt.locale', chosenLocale ?? '');
    },
    [token && JSON.stringify({ token, role, email: chief.email }), theme, locale],
  );
}

/** Five minutes have passed since anyone gave their password. */
export function forgetConfirmations(folder: string): void {
  const db = new Database(join(folder, 'data', 'portal.db'));
  db.prepare('UPDATE admin_session SET stepped_up_until = NULL').run();
  db.close();
}

/** Who acts on others says once more that it is them. */
export async function confirmAgain(page: Page, password = chief.password): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Xác nhận đúng là bạn' });
  await dialog.locator('[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

/** A user who has come in once and chosen this password. */
export async function addUser(origin: string, user: { email: string; password: string; role: string }): Promise<void> {
  const { email, password, role } = user;
  const created = await post(origin, '/api/admin/users/create', { email, role }, await openSession(origin));
  const { code } = (await created.json()) as { code: string };
  const token = await openSession(origin, { email, password: code });
  const changed = await post(origin, '/api/admin/password/change', { new_password: password }, token);
  if (!changed.ok) throw new Error(`no user: ${await changed.text()}`);
}
