#!/usr/bin/env node
// `npm run serve`: the server alone, no window. Plain JavaScript that Node 20 parses.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build-stale.mjs';
import { childEnvironment, findNode, needsNode, nodeOptions } from './find-node.mjs';
import { runChild } from './run-child.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.exitCode = await serve(process.argv.slice(2));

/** @param {readonly string[]} args */
async function serve(args) {
  const node = findNode(root);
  if (node === null) {
    console.error(needsNode);
    return 1;
  }
  const built = await buildStale(node);
  if (built !== 0) return built;
  const main = join(root, 'dist', 'server', 'main.js');
  const { ended } = runChild(node, [...nodeOptions, main, ...args], { stdio: 'inherit', env: childEnvironment() });
  return ended;
}
