#!/usr/bin/env node
// `npm start`. Plain JavaScript that Node 20 parses.
import { runProgram } from './run-program.mjs';

process.exitCode = await runProgram('electron/launch.ts');
