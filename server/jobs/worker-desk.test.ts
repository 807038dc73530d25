import { describe, expect, it, onTestFinished } from 'vitest';
import { createWorkerDesk } from './worker-desk.ts';

/** Answers with what it was asked and how many it has answered; "die" ends it, "slow" keeps it busy. */
const echo = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    let answered = 0;
    parentPort.on('message', (question) => {
      if (question === null) return parentPort.close();
      if (question.asked === 'die') process.exit(3);
      if (question.asked === 'slow') for (const end = Date.now() + 200; Date.now() < end; );
      answered += 1;
      parentPort.postMessage({ id: question.id, value: [question.asked, answered] });
    });`)}`,
);

function aDesk(idleMs?: number) {
  const desk = createWorkerDesk(echo, { data: null, ...(idleMs !== undefined && { idleMs }) });
  onTestFinished(desk.close);
  return desk;
}

describe('a worker that stays', () => {
  it('answers each question to who asked it', async () => {
    const desk = aDesk();
    expect(await Promise.all(['a', 'b', 'c'].map(desk.ask))).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
  });

  it('that dies fails what it was asked, and the next question starts another', async () => {
    const desk = aDesk();
    expect(await desk.ask('a')).toEqual(['a', 1]);
    await expect(desk.ask('die')).rejects.toThrow('the worker has ended');
    expect(await desk.ask('b')).toEqual(['b', 1]);
  });

  it('is ended when nobody asks, and started again', async () => {
    const desk = aDesk(1);
    expect(await desk.ask('a')).toEqual(['a', 1]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await desk.ask('b')).toEqual(['b', 1]);
  });

  it('answers what it was asked before it is closed, and nothing afterwards', async () => {
    const desk = aDesk();
    const slow = desk.ask('slow');
    await desk.close();
    expect(await slow).toEqual(['slow', 1]);
    await expect(desk.ask('a')).rejects.toThrow('the worker was closed');
  });
});
