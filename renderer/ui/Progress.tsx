import styles from './Progress.module.css';

type Props = {
  readonly label: string;
  readonly done: number;
  /** Null: not known yet. */ readonly total: number | null;
};

/** How far something is; the words beside it say the numbers. */
export function Progress({ label, done, total }: Props) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={total === null ? undefined : Math.min(done, total)}
    >
      <i
        className={share === null ? styles.unknown : styles.bar}
        style={share === null ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}
