import { useEffect, useEffectEvent } from 'react';

type Keys = { readonly onEnter?: () => void; readonly onEscape?: () => void };

/** Enter is the screen's primary action, Esc goes back; a focused button, link or field keeps its own Enter. */
export function useScreenKeys({ onEnter, onEscape }: Keys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') onEscape?.();
    if (event.key !== 'Enter' || !onEnter) return;
    if (event.target instanceof Element && event.target.closest('button, a, input, form')) return;
    event.preventDefault();
    onEnter();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
