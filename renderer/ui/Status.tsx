import type { ReactNode } from 'react';
import { Dot, type Tone } from './Dot.tsx';
import styles from './Status.module.css';

type Props = { readonly tone: Tone; readonly children: ReactNode };

/** A state in a list: mark and word. */
export function Status({ tone, children }: Props) {
  return (
    <span className={styles.status}>
      <Dot tone={tone} />
      {children}
    </span>
  );
}
