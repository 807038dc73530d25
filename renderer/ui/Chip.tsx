import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { classNames } from './class-names.ts';

type Props = {
  readonly tone?: 'plain' | 'ok' | 'warn' | 'bad' | 'info' | 'brand';
  /** Beside the word, which is never left out. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
};

/** A word about a row. */
export function Chip({ tone = 'plain', icon, children }: Props) {
  return (
    <span className={classNames(styles.chip, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}
