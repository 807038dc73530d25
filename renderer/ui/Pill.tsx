import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { classNames } from './class-names.ts';
import { Dot, type Tone } from './Dot.tsx';
import styles from './Pill.module.css';

type Props = {
  readonly tone: Tone;
  /** The page that tells more; null where there is none for this user. */
  readonly to: string | null;
  readonly children: ReactNode;
};

/** A state in the top bar; the words go where there is no room, the mark stays and says them to readers. */
export function Pill({ tone, to, children }: Props) {
  const inside = (
    <>
      <Dot tone={tone} />
      <span className={styles.words}>{children}</span>
    </>
  );
  if (to === null) return <span className={styles.pill}>{inside}</span>;
  return (
    <Link className={classNames(styles.pill, styles.link)} to={to}>
      {inside}
    </Link>
  );
}
