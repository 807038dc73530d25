import { useEffect } from 'react';
import { replacePage } from './leave-page.ts';

const quietMs = 300_000;

/** While nobody is at the screen, loads it anew every 5 minutes: that is how it gets a new version of itself. */
export function useFreshPage(isQuiet: boolean): void {
  useEffect(() => {
    if (!isQuiet) return;
    const timer = setInterval(() => void replacePage(), quietMs);
    return () => clearInterval(timer);
  }, [isQuiet]);
}
