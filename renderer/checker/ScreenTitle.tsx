import { useEffect } from 'react';

type Props = { readonly title: string; readonly center: string; readonly className?: string | undefined };

/** The one h1; also names the page for the browser's tab and for whoever prints it. */
export function ScreenTitle({ title, center, className }: Props) {
  useEffect(() => {
    document.title = `${title} · ${center}`;
  }, [title, center]);
  return (
    <h1 tabIndex={-1} className={className}>
      {title}
    </h1>
  );
}
