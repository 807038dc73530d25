import { Keyboard, Languages, LogOut, SunMoon } from 'lucide-react';
import { useNavigate } from 'react-router';
import { toNameKey } from '../../../server/values/name.ts';
import { useSignedIn } from '../../api/session.tsx';
import { useText } from '../../ui/language.tsx';
import { usePanel } from '../frame/panel-context.ts';
import { useSignOut } from '../frame/use-sign-out.ts';
import { pagesFor } from '../pages.ts';
import { themeChoices } from '../../ui/use-theme.ts';
import type { Command } from './PaletteGroup.tsx';

type Commands = { readonly pages: readonly Command[]; readonly actions: readonly Command[] };

/** Pages and actions whose words hold what was typed; no accents needed. */
export function useCommands(text: string, onKeys: () => void): Commands {
  const t = useText();
  const go = useNavigate();
  const signOut = useSignOut();
  const { role } = useSignedIn();
  const { locale, setLocale, theme, setTheme } = usePanel().preferences;
  const wanted = toNameKey(text);
  const isMeant = ({ label }: Command) => toNameKey(label).includes(wanted);

  const pages = pagesFor(role).map(({ path, label, icon, letter }): Command => ({
    id: path,
    label: t(label),
    hint: `g ${letter}`,
    icon,
    run: () => void go(`/${path}`),
  }));
  const actions: readonly Command[] = [
    ...themeChoices
      .filter((choice) => choice !== theme)
      .map((choice) => ({
        id: choice,
        label: t('panel.palette.theme', { theme: t(`panel.theme.${choice}`) }),
        icon: SunMoon,
        run: () => setTheme(choice),
      })),
    {
      id: 'language',
      label: t('panel.palette.language'),
      icon: Languages,
      run: () => setLocale(locale === 'vi' ? 'en' : 'vi'),
    },
    { id: 'keys', label: t('panel.keys.title'), hint: '?', icon: Keyboard, run: onKeys },
    { id: 'sign-out', label: t('panel.sign-out'), icon: LogOut, run: signOut },
  ];
  return { pages: pages.filter(isMeant), actions: actions.filter(isMeant) };
}
