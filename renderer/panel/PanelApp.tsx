import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { SessionProvider } from '../api/session.tsx';
import { usePortal } from '../api/use-portal.ts';
import { LanguageProvider } from '../ui/language.tsx';
import { ToastProvider } from '../ui/Toast.tsx';
import { PanelDoor } from './PanelDoor.tsx';
import { panelTexts } from './panel-texts.ts';
import type { Preferences } from './preferences.ts';
import { useChoice } from '../ui/use-choice.ts';
import { useTheme } from '../ui/use-theme.ts';

/** The control panel: who is signed in sees the pages of the role, everyone else the sign-in. */
export function PanelApp({ atLoad }: { readonly atLoad: PortalInfo }) {
  const portal = usePortal(atLoad);
  const [queries] = useState(() => new QueryClient());
  const [locale, setLocale] = useChoice('locale', ['vi', 'en'], atLoad.locale);
  const [theme, setTheme] = useTheme(portal);
  useEffect(() => {
    document.title = portal.name;
  }, [portal.name]);
  const preferences: Preferences = { locale, setLocale, theme, setTheme };
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider locale={locale} more={panelTexts}>
        <SessionProvider>
          <ToastProvider>
            <PanelDoor portal={portal} preferences={preferences} />
          </ToastProvider>
        </SessionProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}
