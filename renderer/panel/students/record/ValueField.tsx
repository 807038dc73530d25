import { useId } from 'react';
import type { RecordField } from '../../../../server/students/students.contract.ts';
import { Field } from '../../../ui/Field.tsx';
import { useText } from '../../../ui/language.tsx';
import { useFieldName } from './use-field-name.ts';
import { useKnownValues } from './use-known-values.ts';

type Props = {
  readonly field: RecordField;
  readonly roundId: string;
  readonly value: string;
  /** The present value is not shown: the new one begins empty. */
  readonly isHidden: boolean;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
};

/** The new value; results and schools that are known are offered. */
export function ValueField({ field, roundId, value, isHidden, error, onChange }: Props) {
  const t = useText();
  const id = useId();
  const name = useFieldName()(field);
  const known = useKnownValues(field, roundId);
  return (
    <>
      <Field
        name="new_value"
        label={t('panel.students.correct.new', { field: name })}
        value={value}
        error={error}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        maxLength={1000}
        inputMode={field.role === 'phone' ? 'tel' : 'text'}
        {...(known.length > 0 && { list: id })}
        {...(isHidden && { hint: t('panel.students.correct.hidden') })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {known.length > 0 && (
        <datalist id={id}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  );
}
