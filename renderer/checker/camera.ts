import type { QrReader } from './read-file.ts';
import { findBlobs } from './find-blob.ts';
import { toPixels } from './read-picture.ts';

const pauseMs = 120;
const longestSide = 1600;

/** Browsers hand out the camera on https and on the PC itself only. */
export function hasCamera(): boolean {
  return isSecureContext && 'mediaDevices' in navigator;
}

/**
 * Shows the rear camera in `video` until a code of a certificate comes into view; gives its text. Rejects with the
 * browser's error when the camera is refused or absent. Lets go of the camera in every case.
 */
export async function findCodeByCamera(
  video: HTMLVideoElement,
  decode: QrReader['decode'],
  signal: AbortSignal,
): Promise<string> {
  const wanted = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  try {
    signal.throwIfAborted();
    video.srcObject = stream;
    await video.play();
    return await watch(video, decode, signal);
  } finally {
    video.srcObject = null;
    for (const track of stream.getTracks()) track.stop();
  }
}

async function watch(video: HTMLVideoElement, decode: QrReader['decode'], signal: AbortSignal): Promise<string> {
  for (;;) {
    signal.throwIfAborted();
    const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight, 1));
    const texts = await decode(toPixels(video, video.videoWidth * scale, video.videoHeight * scale));
    const found = texts.find((text) => findBlobs(text).length > 0);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
