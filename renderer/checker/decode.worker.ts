import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { DecodeAnswer, DecodeOrder } from './decoder.ts';

const decoderReady = prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });

globalThis.addEventListener('message', ({ data }: MessageEvent<DecodeOrder>) => {
  void answer(data);
});

async function answer({ id, pixels }: DecodeOrder): Promise<void> {
  const reply: DecodeAnswer = { id, texts: await decode(pixels) };
  globalThis.postMessage(reply);
}

async function decode(pixels: ImageData): Promise<readonly string[]> {
  await decoderReady;
  const found = await readBarcodes(pixels, { formats: ['QRCode'], maxNumberOfSymbols: 8, textMode: 'Plain' });
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}
