import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './IconButton.module.css';

type Props = ComponentProps<'button'> & {
  /** Said to readers, shown on hovering. */
  readonly label: string;
};

/** A picture for a button where there is no room for words. */
export function IconButton({ label, className, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={classNames(styles.button, className)} aria-label={label} title={label}>
      {children}
    </button>
  );
}
