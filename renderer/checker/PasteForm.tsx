import { useId, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { FieldError } from '../ui/Field.tsx';
import { useText } from '../ui/language.tsx';
import styles from './PasteForm.module.css';

type Props = { readonly onText: (text: string) => boolean; readonly onCancel: () => void };

/** Takes the link or the bare code; says at the field when the text holds neither. */
export function PasteForm({ onText, onCancel }: Props) {
  const t = useText();
  const id = useId();
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('link');
        setWrong(typeof text !== 'string' || !onText(text));
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onCancel();
      }}
    >
      <label htmlFor={id}>{t('checker.paste.label')}</label>
      <textarea
        // The button that opened this form asked for it.
        autoFocus
        id={id}
        name="link"
        rows={4}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-error` : undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
      <div role="alert">
        <FieldError id={`${id}-error`} error={isWrong ? t('checker.paste.none') : null} />
      </div>
      <div className={styles.actions}>
        <Button kind="primary" type="submit">
          {t('checker.paste.submit')}
        </Button>
        <Button onClick={onCancel}>{t('checker.cancel')}</Button>
      </div>
    </form>
  );
}
