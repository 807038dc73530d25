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
          <span key={at}>{dotted(text, { from: at === 0, to: at === pieces.length - 1 })}</span>
        ) : (
          <mark key={at} className={classNames(styles.mark, is === 'gone' ? styles.gone : styles.fresh)}>
            {dotted(text, { from: true, to: true })}
          </mark>
        ),
      )}
    </span>
  );
}

/** A single space is told only where it cannot be seen: at an end of the value, or alone at the edge of a mark. */
function dotted(text: string, ends: { readonly from: boolean; readonly to: boolean }): string {
  const told = text.replace(/ {2,}/g, (spaces) => '·'.repeat(spaces.length));
  const begun = ends.from ? told.replace(/^ /, '·') : told;
  return ends.to ? begun.replace(/ $/, '·') : begun;
}
