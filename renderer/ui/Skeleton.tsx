import styles from './Skeleton.module.css';

const widths = ['64%', '82%', '47%', '71%', '58%', '88%', '52%', '76%'];

/** Grey lines where text will stand; readers hear of it from `aria-busy` above. */
export function Skeleton({ lines }: { readonly lines: number }) {
  return (
    <div className={styles.skeleton} aria-hidden>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} style={{ width: widths[index % widths.length] }} />
      ))}
    </div>
  );
}
