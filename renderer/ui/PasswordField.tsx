import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps, type KeyboardEvent } from 'react';
import { Field } from './Field.tsx';
import { useText } from './language.tsx';
import styles from './PasswordField.module.css';

type Props = Omit<ComponentProps<typeof Field>, 'type' | 'after' | 'hint'>;

/** A secret that may be looked at while it is typed; says so while Caps Lock is on. */
export function PasswordField(props: Props) {
  const t = useText();
  const [isShown, setShown] = useState(false);
  const [isCaps, setCaps] = useState(false);
  const look = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'));
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="off"
      spellCheck={false}
      data-secret
      onKeyDown={look}
      onKeyUp={look}
      onBlur={() => setCaps(false)}
      hint={isCaps ? t('ui.caps-lock') : undefined}
      after={
        <button type="button" className={styles.show} aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          <Icon aria-hidden />
          <span>{t(isShown ? 'ui.password.hide' : 'ui.password.show')}</span>
        </button>
      }
    />
  );
}
