import { useState } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../../server/http/endpoint.contract.ts';
import type { Problem } from '../ui/problem.ts';
import { saveFile } from '../ui/save-file.ts';
import { useCallForFile } from './use-call.ts';

/** Fetches a file in the name of who is signed in and hands it to the browser to keep. */
export function useSaveFile<Request extends z.ZodType>(endpoint: Endpoint<Request, z.ZodNever>) {
  const callForFileAs = useCallForFile();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  /** True once the browser has it. */
  async function save(request: Partial<z.input<Request>>): Promise<boolean> {
    setBusy(true);
    const answer = await callForFileAs(endpoint, request);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) saveFile(answer.body.file, answer.body.fileName);
    return answer.ok;
  }

  return { save, busy, problem };
}
