import styles from './Spinner.module.css';

/** Something is going on; the words beside it say what. */
export function Spinner() {
  return <i className={styles.spinner} aria-hidden="true" />;
}
