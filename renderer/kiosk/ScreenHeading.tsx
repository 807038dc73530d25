import { useEffect, useRef, type ReactNode } from 'react';
import screen from './Screen.module.css';

type Props = { readonly children: ReactNode; readonly className?: string | undefined };

/** The one heading of a screen. It takes the focus, so that a screen reader says where one is. */
export function ScreenHeading({ children, className }: Props) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1} className={className ?? screen.heading}>
      {children}
    </h1>
  );
}
