import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';

/** The recovery key, typed off the sheet: sent as `identity`. */
export function KeyField() {
  const t = useText();
  return (
    <Field
      name="identity"
      label={t('panel.backup.open.key')}
      hint={t('panel.backup.open.key.hint')}
      autoComplete="off"
      spellCheck={false}
      autoFocus
      required
    />
  );
}
