import { useId } from 'react';
import { Field } from '../../../ui/Field.tsx';
import { useText } from '../../../ui/language.tsx';

type Props = {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
};

const usual = ['marks', 'paper', 'school', 'typo', 'student'] as const;

/** Why: asked of every change, kept in the history. The usual reasons are offered. */
export function ReasonField({ value, error, onChange }: Props) {
  const t = useText();
  const id = useId();
  return (
    <>
      <Field
        name="reason"
        label={t('panel.students.reason')}
        value={value}
        error={error}
        autoComplete="off"
        maxLength={300}
        list={id}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={id}>
        {usual.map((one) => (
          <option key={one} value={t(`panel.students.reason.${one}`)} />
        ))}
      </datalist>
    </>
  );
}
