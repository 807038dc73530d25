import { classNames } from './class-names.ts';
import { useText } from './language.tsx';
import styles from './DiffValue.module.css';
import type { Piece } from './diff-text.ts';

/** One side of a change: what differs is tinted and underlined, never struck through. Double spaces show as dots. */
export function DiffValue({ pieces, is }: { readonly pieces: readonly Piece[]; readonly is: 'gone' | 'new' }) {
  const t = useText();
  if (pieces.length === 0) return <span className={styles.empty}>{t('panel.diff.empty')}</span>;
  return (
    <span className={styles.value}>
      {pieces.map(({ text, is: kind }, at) =>
        kind === 'same' ? (
          <span key={at}>{dotted(text)}</span>
        ) : (
          <mark key={at} className={classNames(styles.mark, is === 'gone' ? styles.gone : styles.fresh)}>
            {dotted(text)}
          </mark>
        ),
      )}
    </span>
  );
}

function dotted(text: string): string {
  return text.replace(/ {2,}/g, (spaces) => '·'.repeat(spaces.length)).replace(/^ | $/g, '·');
}
