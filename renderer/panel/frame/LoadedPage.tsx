import { Suspense, type ComponentType } from 'react';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Page.module.css';

/** A page's code comes when it is first opened. */
export function LoadedPage({ Page }: { readonly Page: ComponentType }) {
  return (
    <Suspense
      fallback={
        <main className={styles.page} aria-busy>
          <Skeleton lines={8} />
        </main>
      }
    >
      <Page />
    </Suspense>
  );
}
