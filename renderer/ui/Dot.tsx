import { classNames } from './class-names.ts';
import styles from './Dot.module.css';

/** What a state means: never told by the colour alone, a word stands beside it. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'plain';

/** Round for ok, a diamond for a warning, a square for bad. */
export function Dot({ tone }: { readonly tone: Tone }) {
  return <i className={classNames(styles.dot, styles[tone])} aria-hidden />;
}
