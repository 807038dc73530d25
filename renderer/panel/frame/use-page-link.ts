import { useSignedIn } from '../../api/session.tsx';
import { pagesFor } from '../pages.ts';

/** The address of a page for `Link`; null where this user may not see it, or there is none. */
export function usePageLink(path: string): string | null {
  const { role } = useSignedIn();
  return pagesFor(role).some((page) => page.path === path) ? `/${path}` : null;
}
