import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { type PanelEvent, panelEventsPath } from '../../server/panel-events/panel-events.contract.ts';
import { createEventReader, type StreamEvent } from './read-events.ts';
import { useSession, useSignedIn } from './session.tsx';

type Hear = (event: StreamEvent) => void;

const ListenersContext = createContext<Set<Hear> | null>(null);
const againMs = 3000;
/** Where too many pages listen. */
const fullMs = 30_000;

/**
 * Keeps the panel's event stream open while somebody is signed in. What happened while it was cut is not told again, so
 * after a cut all that is shown is asked for anew.
 */
export function PanelEventsProvider({ children }: { readonly children: ReactNode }) {
  const { token } = useSignedIn();
  const { expire } = useSession();
  const queries = useQueryClient();
  const [listeners] = useState(() => new Set<Hear>());
  const hear = useEffectEvent((event: StreamEvent) => {
    for (const listener of listeners) listener(event);
  });
  const missSome = useEffectEvent(() => void queries.invalidateQueries());
  const refuse = useEffectEvent(() => expire(token));

  useEffect(() => {
    const stop = new AbortController();
    void follow();
    return () => stop.abort();

    async function follow(): Promise<void> {
      for (let isFirst = true; !stop.signal.aborted; isFirst = false) {
        const status = await listen(token, stop.signal, { hear, onOpen: () => !isFirst && missSome() });
        if (status === 401) {
          refuse();
          return;
        }
        await pause(status === 429 ? fullMs : againMs, stop.signal);
      }
    }
  }, [token]);

  return <ListenersContext value={listeners}>{children}</ListenersContext>;
}

/** Calls `onEvent` for each such event. What exactly changed is to be asked for: an event says no more than that. */
export function usePanelEvent(event: PanelEvent, onEvent: () => void): void {
  const listeners = use(ListenersContext);
  const hear = useEffectEvent((heard: StreamEvent) => {
    if (heard.event === event) onEvent();
  });
  useEffect(() => {
    const listener: Hear = (heard) => hear(heard);
    listeners?.add(listener);
    return () => void listeners?.delete(listener);
  }, [listeners]);
}

type Ears = { readonly hear: Hear; readonly onOpen: () => void };

/** Until the stream ends or is cut; gives the status it was answered with, 0 where there was none. */
async function listen(token: string, signal: AbortSignal, { hear, onOpen }: Ears): Promise<number> {
  try {
    const answer = await fetch(panelEventsPath, { headers: { Authorization: `Bearer ${token}` }, signal });
    const pieces = answer.ok ? answer.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined;
    if (!pieces) return answer.status;
    onOpen();
    const reader = createEventReader();
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
      reader.take(piece.value).forEach(hear);
    }
    return answer.status;
  } catch {
    // The server is away, or the page has gone on: either way there is nothing more to hear.
    return 0;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
