#!/usr/bin/env node
// `npm run dist`. Plain JavaScript that Node 20 parses. What follows it goes to electron-builder: `-- --dir` for the
// unpacked program alone.
import { runProgram } from './run-program.mjs';

process.exitCode = await runProgram('electron/make-installers.ts');
