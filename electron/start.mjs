#!/usr/bin/env node
// `npm start`. Plain JavaScript that Node 20 parses: finds the Node that runs the rest, builds what is stale.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build-stale.mjs';
import { childEnvironment, findNode, needsNode } from './find-node.mjs';
import { runChild } from './run-child.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.exitCode = await start(process.argv.slice(2));

/** @param {readonly string[]} args */
async function start(args) {
  const node = findNode(root);
  if (node === null) {
    console.error(needsNode);
    return 1;
  }
  const built = await buildStale(node);
  if (built !== 0) return built;
  const { ended } = runChild(node, [join(root, 'electron', 'launch.ts'), ...args], {
    stdio: 'inherit',
    env: childEnvironment(),
  });
  return ended;
}
