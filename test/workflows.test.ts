import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const Step = z.object({ run: z.string().optional(), uses: z.string().optional() });
const Workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  jobs: z.record(z.string(), z.object({ 'runs-on': z.string(), steps: z.array(Step) })),
});
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const workflows = globSync('.github/workflows/*.yml', { cwd: root }).map((path) => ({
  path,
  workflow: Workflow.parse(parse(readFileSync(join(root, path), 'utf8'))),
}));

describe.each(workflows)('$path', ({ workflow }) => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const commands = steps.map(({ run = '' }) => run).join('\n');

  it('has jobs whose every step does one thing', () => {
    for (const step of steps) expect(Object.keys(step)).toHaveLength(1);
  });

  it('calls only scripts that are there', () => {
    const named = [...commands.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => String(name));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const files = [...commands.matchAll(/node ((?:test|electron)\/[\w./-]+)/g)].map(([, path]) => String(path));
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

it('checks on each push, tries real Electron on three systems, makes installers, and works without a network', () => {
  expect(workflows.map(({ workflow }) => workflow.name).sort()).toEqual(['check', 'desktop', 'dist', 'offline']);
});
