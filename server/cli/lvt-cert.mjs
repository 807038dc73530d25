#!/usr/bin/env node
// The command line. Plain JavaScript that Node 20 parses.
import { runProgram } from '../../electron/run-program.mjs';

process.exitCode = await runProgram('dist/server/cli.js');
