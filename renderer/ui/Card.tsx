import { useId, type ReactNode } from 'react';
import styles from './Card.module.css';

type Props = {
  readonly title?: string;
  /** At the right of the title. */
  readonly side?: ReactNode;
  /** The content brings its own edges, as rows do. */
  readonly isRows?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** A part of a page behind a hairline. */
export function Card({ title, side, isRows = false, className, children }: Props) {
  const id = useId();
  return (
    <section
      className={className === undefined ? styles.card : `${styles.card ?? ''} ${className}`}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {title !== undefined && (
        <div className={styles.head}>
          <h2 id={id}>{title}</h2>
          {side}
        </div>
      )}
      {isRows ? children : <div className={styles.body}>{children}</div>}
    </section>
  );
}

type RowProps = {
  readonly titleId?: string;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
};

/** One thing of a card, with what can be done about it at the right. */
export function CardRow({ titleId, title, text, children }: RowProps) {
  return (
    <div className={styles.row}>
      <div>
        <b id={titleId}>{title}</b>
        {text !== undefined && <p>{text}</p>}
      </div>
      {children}
    </div>
  );
}
