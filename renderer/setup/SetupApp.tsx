import { SessionProvider } from '../api/session.tsx';
import { LanguageProvider } from '../ui/language.tsx';
import { useChoice } from '../ui/use-choice.ts';
import { useTheme } from '../ui/use-theme.ts';
import { setupTexts } from './setup-texts.ts';
import { SetupScreen } from './SetupScreen.tsx';
import { useSetup } from './use-setup.ts';

const systemLocale = navigator.language.startsWith('vi') ? 'vi' : 'en';
/** There is no center yet whose colours these could be. */
const product = { branding: { primary_color: null, accent_color: null, logo_url: null } };

/** The first run: from nothing to a center with its first account. */
export function SetupApp() {
  const setup = useSetup();
  const [chosen, setLocale] = useChoice('locale', ['vi', 'en', ''], '');
  useTheme(product);
  const locale = chosen === '' ? (setup.state?.locale ?? systemLocale) : chosen;
  return (
    <LanguageProvider locale={locale} more={setupTexts}>
      <SessionProvider>
        <SetupScreen setup={setup} onLocale={setLocale} />
      </SessionProvider>
    </LanguageProvider>
  );
}
