import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { aConfigFile, aConfig } from '../../test/support/config-builder.ts';
import { aFolder } from '../../test/support/scratch.ts';
import { startCenter } from '../../test/support/start-center.ts';

const script = `export const x = '${'x'.repeat(4000)}';`;

function builtPages(): string {
  const folder = aFolder();
  const page = (name: string) =>
    `<!doctype html><html><head><script type="module" crossorigin src="/static/${name}.js"></script></head><body></body></html>`;
  writeFileSync(join(folder, 'kiosk.html'), page('kiosk'));
  writeFileSync(join(folder, 'checker.html'), page('checker'));
  writeFileSync(join(folder, 'panel.html'), page('panel'));
  writeFileSync(join(folder, 'manual.html'), page('manual'));
  writeFileSync(join(folder, 'kiosk-1a.js'), script);
  writeFileSync(join(folder, 'kiosk-1a.js.gz'), gzipSync(script));
  writeFileSync(join(folder, 'font.woff2'), Buffer.from([1, 2, 3]));
  writeFileSync(join(folder, '.secret.js'), 'no');
  writeFileSync(join(folder, 'notes.txt'), 'no');
  return folder;
}

describe('the pages', () => {
  it('carry portal and keys as JSON that cannot end its script, and a fresh nonce in every script and in the policy', async () => {
    const project = { name: '</script><script>alert(1)</script>', slug: 'x', locale: 'vi' };
    const config = aConfig({ ...aConfigFile(), project });
    const center = await startCenter({ pagesFolder: builtPages(), config });
    const nonces = new Set<string>();
    for (const path of ['/', '/certificate-checker', '/certificate-checker?blob=x']) {
      const { status, headers, body } = await center.get(path);
      const page = String(body);
      const policy = String(headers['content-security-policy']);
      const nonce = /script-src 'self' 'nonce-([\w-]{22})'/.exec(policy)?.[1] ?? '';
      expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(page).toContain(`<script nonce="${nonce}" type="module"`);
      expect(page).not.toContain('</script><script>alert');
      const [, portal = ''] = /<script type="application\/json" id="portal">(.*?)<\/script>/.exec(page) ?? [];
      const [, keys = ''] = /<script type="application\/json" id="keys">(.*?)<\/script>/.exec(page) ?? [];
      expect(JSON.parse(portal)).toMatchObject({ name: project.name, kiosk: { is_this_pc: true }, preparing: null });
      expect(JSON.parse(keys)).toEqual({ slug: 'x', keys: [] });
      expect(policy.includes("'wasm-unsafe-eval'")).toBe(path !== '/');
      expect(policy).toContain("frame-ancestors 'none'");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('give the control panel under /admin and under every flat name below it', async () => {
    const center = await startCenter({ pagesFolder: builtPages() });
    await center.signIn('viewer');
    for (const path of ['/admin', '/admin/', '/admin/students', '/admin/students?record=1&token=x']) {
      expect(await center.get(path)).toMatchObject({
        status: 200,
        body: expect.stringContaining('/static/panel.js') as string,
      });
    }
    for (const path of ['/admin/a/b', '/admin/Students', '/admin/..%2f', '/administrator'])
      expect((await center.get(path)).status).toBe(404);
  });

  it('give the manual to whoever asks, without anything of the center in it', async () => {
    const center = await startCenter({ pagesFolder: builtPages() });
    const { status, body } = await center.get('/manual?page=trouble');
    expect(status).toBe(200);
    expect(body).toContain('/static/manual.js');
    expect(body).not.toContain('id="portal"');
  });

  it('say in both languages that they are not built, or that the center is being opened', async () => {
    const center = await startCenter();
    const { status, body } = await center.get('/');
    expect(status).toBe(503);
    expect(body).toContain('npm run build');
  });
});

describe('GET /static/<name>', () => {
  it('serves flat names of known types for a year, packed where the browser takes it', async () => {
    const center = await startCenter({ pagesFolder: builtPages() });
    const plain = await center.get('/static/kiosk-1a.js');
    expect(plain).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'application/javascript',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-length': '4020',
      },
    });
    expect(String(plain.bytes)).toBe(script);
    const packed = await center.get('/static/kiosk-1a.js', { headers: { 'accept-encoding': 'gzip, deflate' } });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(packed.bytes.length).toBeLessThan(200);
    expect(String(gunzipSync(packed.bytes))).toBe(script);
    expect(await center.get('/static/font.woff2')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'font/woff2' },
    });
  });

  it.each([
    '/static/',
    '/static/nope.js',
    '/static/.secret.js',
    '/static/notes.txt',
    '/static/kiosk.html',
    '/static/kiosk-1a.js.gz',
    '/static/../cert.config.json',
    '/static/..%2fcert.config.json',
    '/static/a/b.js',
    '/static/kiosk-1a.js%00',
    '/static/__proto__',
  ])('answers %s with 404 as JSON', async (path) => {
    const center = await startCenter({ pagesFolder: builtPages() });
    expect(await center.get(path)).toMatchObject({ status: 404, body: { error: 'not found' } });
  });
});
