import { useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useSignedIn } from '../../api/session.tsx';
import { pagesFor } from '../pages.ts';

/** So long after `g` the letter may come. */
const chordMs = 1500;

type Keys = { readonly onPalette: () => void; readonly onKeys: () => void };

/** Keys that work on every page: Ctrl K and `/`, `g` and a letter, `?`. Not while something is being typed. */
export function usePanelKeys({ onPalette, onKeys }: Keys): void {
  const go = useNavigate();
  const { role } = useSignedIn();
  const chordUntil = useRef(0);
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (isPaletteChord(event)) onPalette();
    else if (isBusy(event)) return;
    else if (event.timeStamp < chordUntil.current) {
      chordUntil.current = 0;
      const page = pagesFor(role).find(({ letter }) => letter === event.key.toLowerCase());
      if (!page) return;
      void go(`/${page.path}`);
    } else if (event.key === '/') onPalette();
    else if (event.key === '?') onKeys();
    else if (event.key === 'g') chordUntil.current = event.timeStamp + chordMs;
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => act(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isPaletteChord({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey);
}

/** The key is meant for a field, or for something that lies over the page. */
function isBusy({ target, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return true;
  if (!(target instanceof Element)) return false;
  const inside =
    'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
  return target.closest(inside) !== null;
}
