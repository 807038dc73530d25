#!/usr/bin/env node
// `npm run serve`: the server alone, no window. Plain JavaScript that Node 20 parses.
import { nodeOptions } from './find-node.mjs';
import { runProgram } from './run-program.mjs';

process.exitCode = await runProgram('dist/server/main.js', nodeOptions);
