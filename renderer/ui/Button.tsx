import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';
import { Spinner } from './Spinner.tsx';

type Props = ComponentProps<'button'> & {
  readonly kind?: 'primary' | 'plain' | 'ghost' | 'danger';
  readonly size?: 'kiosk' | 'large' | 'medium' | 'small';
  /** Drawn before the words. */
  readonly icon?: ReactNode;
  /** Work goes on: the icon turns into a spinner, the width stays, further presses do nothing. */
  readonly busy?: boolean;
};

/** One primary button per view. Danger names its object and is never focused by itself. */
export function Button(props: Props) {
  const { kind = 'plain', size = 'kiosk', icon, busy = false, className, children, onClick, type, ...rest } = props;
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={classNames(styles.button, styles[kind], styles[size], className)}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <Spinner /> : icon}
      <span>{children}</span>
    </button>
  );
}
