import { useState } from 'react';
import styles from './Logo.module.css';
import { classNames } from './class-names.ts';

type Props = { readonly url: string | null; readonly name: string; readonly className?: string | undefined };

/** The center's mark in a white square; where it is missing or broken, the first letters of the center's name. */
export function Logo({ url, name, className }: Props) {
  const [isBroken, setBroken] = useState(false);
  if (!url || isBroken) {
    return (
      <span className={classNames(styles.logo, styles.letters, className)} aria-hidden="true">
        <span>{firstLetters(name)}</span>
      </span>
    );
  }
  return (
    <span className={classNames(styles.logo, className)}>
      <img src={url} alt="" onError={() => setBroken(true)} />
    </span>
  );
}

/** The initials of the last two words: "Trung tâm Khảo thí Sao Mai" is SM. */
function firstLetters(name: string): string {
  const words = name.normalize('NFC').split(/\s+/u).filter(Boolean).slice(-2);
  return words
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toLocaleUpperCase('vi');
}
