import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../../server/http/endpoint.contract.ts';
import type { Problem } from '../ui/problem.ts';
import { useSignedIn } from './session.tsx';

export type Uploading = { readonly name: string; readonly sent: number; readonly total: number };

/**
 * Sends a file as the bare body of a request, its name in a header. `fetch` tells nothing of the way, so this is the
 * older way. Leaving the page, or `cancel`, stops it.
 */
export function useUpload<Response extends z.ZodType>(endpoint: Endpoint<z.ZodType, Response>, nameHeader: string) {
  const { token } = useSignedIn();
  const [uploading, setUploading] = useState<Uploading | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef<XMLHttpRequest | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  /** Null where it was refused or cancelled. */
  function upload(file: File): Promise<z.output<Response> | null> {
    const request = new XMLHttpRequest();
    running.current = request;
    setProblem(null);
    setUploading({ name: file.name, sent: 0, total: file.size });
    return new Promise((resolve) => {
      const end = (problemThen: Problem | null, body: z.output<Response> | null) => {
        running.current = null;
        setUploading(null);
        setProblem(problemThen);
        resolve(body);
      };
      request.upload.onprogress = ({ loaded }) => setUploading({ name: file.name, sent: loaded, total: file.size });
      request.onabort = () => end(null, null);
      request.onerror = () => end({ status: 0, code: 'page.server-away' }, null);
      request.onload = () => {
        const answer = endpoint.response.safeParse(readJson(request.responseText));
        if (request.status === 200 && answer.success) end(null, answer.data);
        else end(problemOf(request), null);
      };
      request.open('POST', endpoint.path);
      request.setRequestHeader('Authorization', `Bearer ${token}`);
      request.setRequestHeader(nameHeader, encodeURIComponent(file.name));
      request.send(file);
    });
  }

  return { upload, uploading, problem, cancel: () => running.current?.abort() };
}

function problemOf({ status, responseText }: XMLHttpRequest): Problem {
  const body = readJson(responseText);
  const facts = typeof body === 'object' && body !== null ? { ...body } : {};
  const code = 'code' in facts && typeof facts.code === 'string' ? facts.code : `http.${status}`;
  return { status, code, facts };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: the status says all there is.
    return null;
  }
}
