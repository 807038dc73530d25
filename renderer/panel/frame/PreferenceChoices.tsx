import { useText } from '../../ui/language.tsx';
import { MenuChoice } from '../../ui/MenuChoice.tsx';
import { themeChoices } from '../../ui/use-theme.ts';
import { usePanel } from './panel-context.ts';

/** Names of languages stand in their own language, so they are no catalog texts. */
const languages = [
  { value: 'vi', label: 'Tiếng Việt', lang: 'vi' },
  { value: 'en', label: 'English', lang: 'en' },
] as const;

export function PreferenceChoices() {
  const t = useText();
  const { locale, setLocale, theme, setTheme } = usePanel().preferences;
  const themes = themeChoices.map((value) => ({ value, label: t(`panel.theme.${value}`) }));
  return (
    <>
      <MenuChoice label={t('ui.language')} options={languages} value={locale} onChange={setLocale} />
      <MenuChoice label={t('panel.theme')} options={themes} value={theme} onChange={setTheme} />
    </>
  );
}
