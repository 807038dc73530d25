import { useEffect, useState } from 'react';

const sizes = [100, 125, 150] as const;

/** Larger text for the whole page: 100, 125, 150 %, and back. */
export function useTextSize(): { readonly textSize: number; readonly larger: () => void; readonly reset: () => void } {
  const [index, setIndex] = useState(0);
  const textSize = sizes[index] ?? 100;
  useEffect(() => {
    const root = document.documentElement;
    root.style.fontSize = textSize === 100 ? '' : `${textSize}%`;
    root.toggleAttribute('data-big', textSize > 100);
  }, [textSize]);
  return { textSize, larger: () => setIndex((now) => (now + 1) % sizes.length), reset: () => setIndex(0) };
}
