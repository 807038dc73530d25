import { config } from 'zod';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { KeysResponse, keysEndpoint, verifyEndpoint } from '../../server/verify/verify.contract.ts';
import { call } from '../api/call.ts';
import { loadPortal } from '../api/load-portal.ts';
import { readPageData } from '../api/page-data.ts';
import { applyBrand } from '../ui/apply-brand.ts';
import { createChecker, type Server } from './check.ts';
import { CheckerApp } from './CheckerApp.tsx';
import { createQrReader } from './read-file.ts';

const serverDeadlineMs = 8000;
const retryMs = 3000;
const warmUpAfterMs = 1200;

const server: Server = {
  verify: async (blob) => {
    const answer = await call(verifyEndpoint, { blob }, AbortSignal.timeout(serverDeadlineMs));
    return answer.ok ? answer.body : null;
  },
  keys: async () => {
    const answer = await call(keysEndpoint, {}, AbortSignal.timeout(serverDeadlineMs));
    return answer.ok ? answer.body : null;
  },
};

async function start(): Promise<void> {
  // The page's policy forbids code made from text; without this zod would try, and the browser report it.
  config({ jitless: true });
  const portal = await loadPortal();
  const published = readPageData('keys', KeysResponse) ?? (await server.keys());
  const root = document.getElementById('root');
  if (!portal || !published || !root) {
    setTimeout(() => location.reload(), retryMs);
    return;
  }
  applyBrand(portal);
  const checker = createChecker({ published, server });
  const reader = createQrReader();
  const linked = new URLSearchParams(location.search).get('blob');
  createRoot(root).render(<CheckerApp portal={portal} checker={checker} reader={reader} linked={linked} />);
  // What reading photos and PDF files needs comes once the page stands, so that it is there when the server is not.
  setTimeout(() => void reader.warmUp(), warmUpAfterMs);
}

void start();
