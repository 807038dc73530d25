/** What goes to the worker and comes back. `texts`: the codes seen in the picture, in any order. */
export type DecodeOrder = { readonly id: number; readonly pixels: ImageData };
export type DecodeAnswer = { readonly id: number; readonly texts: readonly string[] };

export type Decoder = ReturnType<typeof createDecoder>;

const deadlineMs = 20_000;

/**
 * Finds QR codes in pixels, off the page's own thread. The worker and its WebAssembly are fetched at the first use, or
 * by `warmUp`, after which no network is needed.
 */
export function createDecoder() {
  let worker: Worker | null = null;
  let lastId = 0;

  /** The texts of all codes in the picture. Rejects when the decoder cannot be loaded or takes longer than 20 s. */
  function decode(pixels: ImageData): Promise<readonly string[]> {
    const current = start();
    lastId += 1;
    const order: DecodeOrder = { id: lastId, pixels };
    return new Promise((resolve, reject) => {
      const done = new AbortController();
      const { signal } = done;
      const fail = () => {
        done.abort();
        stop();
        reject(new Error('the decoder gave no answer'));
      };
      const timer = setTimeout(fail, deadlineMs);
      current.addEventListener('error', fail, { signal });
      current.addEventListener(
        'message',
        ({ data }: MessageEvent<DecodeAnswer>) => {
          if (data.id !== order.id) return;
          done.abort();
          resolve(data.texts);
        },
        { signal },
      );
      signal.addEventListener('abort', () => clearTimeout(timer));
      current.postMessage(order, [pixels.data.buffer]);
    });
  }

  function start(): Worker {
    worker ??= new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
    return worker;
  }

  function stop(): void {
    worker?.terminate();
    worker = null;
  }

  return { decode, warmUp: () => void start(), stop };
}
