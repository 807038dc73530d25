import { useState } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../../server/http/endpoint.contract.ts';
import type { Problem } from '../ui/problem.ts';
import { callForFile } from './call.ts';
import { useSignedIn } from './session.tsx';

/** Fetches a file in the name of who is signed in and hands it to the browser to keep. */
export function useSaveFile<Request extends z.ZodType>(endpoint: Endpoint<Request, z.ZodNever>) {
  const { token } = useSignedIn();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function save(request: Partial<z.input<Request>>): Promise<void> {
    setBusy(true);
    const answer = await callForFile(endpoint, request, undefined, token);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    const url = URL.createObjectURL(answer.body.file);
    const link = document.createElement('a');
    link.href = url;
    link.download = answer.body.fileName;
    link.click();
    URL.revokeObjectURL(url);
  }

  return { save, busy, problem };
}
