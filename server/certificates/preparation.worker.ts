import { readFileSync, statSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { PDFDocument } from 'pdf-lib';
import { describeFileError } from '../files/watched-file.ts';
import type { Answer, PreparedPage, Task } from './preparation.ts';
import { openTemplate, requirePage, takeApart, TemplateProblem } from './template-parts.ts';

const templateMaxBytes = 50 * 1024 * 1024;

/** The template last opened: its pages are asked for one after another. */
let opened: { readonly path: string; readonly stamp: string; readonly pdf: PDFDocument } | null = null;

parentPort?.on('message', (task: Task) => {
  void answer(task).then(({ result, transfer }) => parentPort?.postMessage(result, transfer));
});

async function answer(task: Task): Promise<{ result: Answer; transfer: ArrayBuffer[] }> {
  try {
    if (task.is === 'page') return { result: { ok: true, value: await preparePage(task) }, transfer: [] };
    // The font library is only loaded where a center needs it.
    const { drawByLibrary } = await import('./library-drawing.ts');
    const template = readTemplate(task.path);
    const bytes = await drawByLibrary({ ...task.job, template });
    return { result: { ok: true, value: bytes }, transfer: [] };
  } catch (error) {
    return { result: { ok: false, problem: describeFileError(error) }, transfer: [] };
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
