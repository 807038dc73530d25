import { onTestFinished } from 'vitest';
import { startMailServer } from './smtp-server.ts';

/** A mail server that is closed at the end of the test. */
export async function aMailServer() {
  const { close, ...server } = await startMailServer();
  onTestFinished(close);
  return server;
}
