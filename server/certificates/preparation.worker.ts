import { readFileSync, statSync } from 'node:fs';
import type { PDFDocument } from 'pdf-lib';
import { describeFileError } from '../files/watched-file.ts';
import { workerPort } from '../jobs/start-worker.ts';
import type { Answer, PreparedPage, Task } from './preparation.ts';
import { openTemplate, requirePage, takeApart, TemplateProblem } from './template-parts.ts';

const templateMaxBytes = 50 * 1024 * 1024;

/** The template last opened: its pages are asked for one after another. */
let opened: { readonly path: string; readonly stamp: string; readonly pdf: PDFDocument } | null = null;

void workerPort().then((port) => {
  port?.onMessage((task) => {
    void answer(task as Task).then(port.post);
  });
});

async function answer(task: Task): Promise<Answer> {
  try {
    if (task.is === 'page') return { ok: true, value: await preparePage(task) };
    // The font library is only loaded where a center needs it.
    const { drawByLibrary } = await import('./library-drawing.ts');
    const template = readTemplate(task.path);
    const bytes = await drawByLibrary({ ...task.job, template });
    return { ok: true, value: bytes };
  } catch (error) {
    return { ok: false, problem: describeFileError(error) };
  }
}

async function preparePage({ path, stamp, page, language }: Task & { is: 'page' }): Promise<PreparedPage> {
  if (opened?.path !== path || opened.stamp !== stamp) {
    opened = null;
    opened = { path, stamp, pdf: await openTemplate(readTemplate(path)) };
  }
  const { pdf } = opened;
  requirePage(pdf, page);
  try {
    return { way: 'fast', page: takeApart(pdf, page, language) };
  } catch (error) {
    if (error instanceof TemplateProblem) throw error;
    return { way: 'library', why: describeFileError(error) };
  }
}

function readTemplate(path: string): Buffer {
  const { size } = statSync(path);
  if (size > templateMaxBytes) throw new TemplateProblem(`is larger than ${templateMaxBytes / 1024 / 1024} MiB`);
  return readFileSync(path);
}
