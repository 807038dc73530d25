import { useText } from '../ui/language.tsx';
import styles from './Setup.module.css';
import { strengthOf } from './strength.ts';

/** How good the password is so far, in words and as a line. */
export function PasswordHint({ password }: { readonly password: string }) {
  const t = useText();
  const strength = strengthOf(password);
  const words =
    password === ''
      ? t('setup.password.hint')
      : strength.is === 'short'
        ? t('setup.password.short', { count: strength.missing })
        : t(`setup.password.${strength.is}`);
  return (
    <div className={styles.strength} data-strength={password === '' ? 'none' : strength.is}>
      <i aria-hidden />
      <p role="status">{words}</p>
    </div>
  );
}
