// The licences of what is bundled into dist/, gathered while it is built.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} root of the checkout
 */
export function createLicences(root) {
  /** @type {Set<string>} */
  const packages = new Set();

  /** @param {string} path of a file that was bundled, absolute or below the root */
  function note(path) {
    const [, name] = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](?!.*node_modules[\\/])/.exec(path) ?? [];
    if (name) packages.add(name.replaceAll('\\', '/'));
  }

  /** Every package with its licence, in the order of their names; those that are shipped as they are stand among them. */
  function text() {
    const shipped = Object.keys(readJson(join(root, 'package.json')).dependencies);
    return [...new Set([...packages, ...shipped])].sort().map(describe).join('\n');
  }

  /** @param {string} name */
  function describe(name) {
    const folder = join(root, 'node_modules', name);
    const { version, license } = readJson(join(folder, 'package.json'));
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const words = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
    return `${'='.repeat(80)}\n${name} ${version} (${license})\n${'='.repeat(80)}\n${words}\n`;
  }

  return {
    note,
    text,
    /** @returns {import('esbuild').Plugin} */
    ofEsbuild: () => ({
      name: 'licences',
      setup: (build) => {
        build.initialOptions.metafile = true;
        build.onEnd(({ metafile }) => Object.keys(metafile?.inputs ?? {}).forEach(note));
      },
    }),
    /** @returns {import('vite').Plugin} */
    ofVite: () => ({
      name: 'licences',
      generateBundle: (_options, bundle) => {
        for (const part of Object.values(bundle)) if (part.type === 'chunk') part.moduleIds.forEach(note);
      },
    }),
  };
}

/** @param {string} path */
function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}
