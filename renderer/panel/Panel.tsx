import { useMemo } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { PanelEventsProvider } from '../api/panel-events.tsx';
import { useSignedIn } from '../api/session.tsx';
import { BrokenPage } from './frame/BrokenPage.tsx';
import { Layout } from './frame/Layout.tsx';
import { LoadedPage } from './frame/LoadedPage.tsx';
import { NotFoundPage } from './frame/NotFoundPage.tsx';
import { PanelContext } from './frame/panel-context.ts';
import { pagesFor } from './pages.ts';
import type { Preferences } from './preferences.ts';

type Props = { readonly portal: PortalInfo; readonly preferences: Preferences };

/** The pages of who is signed in, each under its own address. What the role may not see is no page at all. */
export function Panel({ portal, preferences }: Props) {
  const { role } = useSignedIn();
  const router = useMemo(() => {
    const seen = pagesFor(role);
    const [home] = seen;
    return createBrowserRouter(
      [
        {
          path: '/',
          Component: Layout,
          children: [
            { index: true, element: home ? <Navigate to={home.path} replace /> : <NotFoundPage /> },
            ...seen.map(({ path, Page }) => ({
              path,
              element: <LoadedPage Page={Page} />,
              errorElement: <BrokenPage />,
            })),
            { path: '*', Component: NotFoundPage },
          ],
        },
      ],
      { basename: '/admin' },
    );
  }, [role]);
  const face = useMemo(() => ({ portal, preferences }), [portal, preferences]);
  return (
    <PanelContext value={face}>
      <PanelEventsProvider>
        <RouterProvider router={router} />
      </PanelEventsProvider>
    </PanelContext>
  );
}
