// Plain JavaScript that Node 20 parses, for the launchers.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build-stale.mjs';
import { childEnvironment, findNode, needsNode } from './find-node.mjs';
import { runChild } from './run-child.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * What every launcher does: finds the Node that runs the rest, builds what is stale, and runs `entry` (a path from the
 * folder of package.json) with this process's arguments. Gives the exit code to end with.
 * @param {string} entry
 * @param {readonly string[]} options of Node
 * @returns {Promise<number>}
 */
export async function runProgram(entry, options = []) {
  const node = findNode(root);
  if (node === null) {
    console.error(needsNode);
    return 1;
  }
  const built = await buildStale(node);
  if (built !== 0) return built;
  const { ended } = runChild(node, [...options, join(root, entry), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: childEnvironment(),
  });
  return ended;
}
