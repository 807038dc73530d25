import type { ReactNode } from 'react';
import styles from './SignInPage.module.css';

type Props = { readonly onClick: () => void; readonly children: ReactNode };

/** A way around the step, as quiet as a link. */
export function OtherWay({ onClick, children }: Props) {
  return (
    <button type="button" className={styles.other} onClick={onClick}>
      {children}
    </button>
  );
}
