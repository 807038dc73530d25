import { Field } from '../../ui/Field.tsx';
import styles from './SignInPage.module.css';

type Props = { readonly name: string; readonly label: string };

/** Six digits in one field, so that pasting and password managers work. */
export function CodeField({ name, label }: Props) {
  return (
    <Field
      name={name}
      label={label}
      className={styles.code}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="\s*[0-9]{3}\s*[0-9]{3}\s*"
      maxLength={9}
      data-secret
      autoFocus
      required
    />
  );
}
