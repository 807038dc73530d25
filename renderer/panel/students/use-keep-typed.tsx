import { useState, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import { DiscardDialog } from '../../ui/DiscardDialog.tsx';

type KeepTyped = {
  /** A form below says whether something in it is not saved. */
  readonly setTyped: (isTyped: boolean) => void;
  readonly isTyped: boolean;
  readonly question: ReactNode;
};

/** While something typed is not saved, leaving the page or the open record asks first. */
export function useKeepTyped(): KeepTyped {
  const [isTyped, setTyped] = useState(false);
  const blocker = useBlocker(
    ({ currentLocation: from, nextLocation: to }) =>
      isTyped && (from.pathname !== to.pathname || openIn(from.search) !== openIn(to.search)),
  );
  return {
    isTyped,
    setTyped,
    question:
      blocker.state === 'blocked' ? (
        <DiscardDialog
          onStay={() => blocker.reset()}
          onDiscard={() => {
            setTyped(false);
            blocker.proceed();
          }}
        />
      ) : null,
  };
}

function openIn(search: string): string {
  const params = new URLSearchParams(search);
  return [params.get('open'), params.get('in'), params.get('tab')].join(' ');
}
