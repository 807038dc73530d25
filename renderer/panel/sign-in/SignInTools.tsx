import { LanguageSwitch } from '../../ui/LanguageSwitch.tsx';
import type { Preferences } from '../preferences.ts';
import styles from './SignInPage.module.css';

export function SignInTools({ preferences }: { readonly preferences: Preferences }) {
  return (
    <div className={styles.tools}>
      <LanguageSwitch onChange={preferences.setLocale} className={styles.languages} />
    </div>
  );
}
