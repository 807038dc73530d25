import styles from './Avatar.module.css';

/** First letters of a person's name, or of an e-mail; ornament beside the name itself. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <span className={styles.avatar} aria-hidden>
      {lettersOf(name)}
    </span>
  );
}

/** "ha.le@x.vn" is HL, "admin@x.vn" is AD. */
function lettersOf(email: string): string {
  const parts = (email.split('@')[0] ?? '').split(/[._\-+\s]+/u).filter(Boolean);
  const [first = '', second] = parts;
  const letters = second === undefined ? Array.from(first).slice(0, 2).join('') : firstOf(first) + firstOf(second);
  return letters.toLocaleUpperCase('vi');
}

function firstOf(word: string): string {
  return Array.from(word)[0] ?? '';
}
