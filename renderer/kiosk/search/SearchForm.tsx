import { Search, X } from 'lucide-react';
import { useEffect, useEffectEvent, type RefObject, type SubmitEvent } from 'react';
import type { SearchMode } from '../../../server/portal/portal.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { fieldsOf, type FieldName, type KioskState } from '../views.ts';
import { DateField } from './DateField.tsx';
import type { FormProblems } from './form-problems.ts';
import styles from './SearchScreen.module.css';

type Props = {
  readonly ref: RefObject<HTMLFormElement | null>;
  readonly state: KioskState;
  readonly mode: SearchMode;
  readonly problems: FormProblems;
  readonly hasOwnKeys: boolean;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly onTyped: (field: FieldName, text: string) => void;
  readonly onFocusField: (field: FieldName) => void;
  readonly onDateLeft: () => void;
};

/** The fields of the center's search mode, and the one button, always active. */
export function SearchForm(props: Props) {
  const { ref, state, mode, problems, hasOwnKeys, onSubmit, onTyped, onFocusField, onDateLeft } = props;
  const t = useText();
  const fields = fieldsOf(mode, state.asksSbd);
  const { view } = state;
  const focus = view.kind === 'search' ? view.focus : null;
  const placeCaret = useEffectEvent(() => {
    const input = ref.current?.querySelector<HTMLInputElement>(`input[name="${focus ?? firstBox(fields)}"]`);
    input?.focus({ preventScroll: true });
  });
  useEffect(() => placeCaret(), [view]);

  const text = (name: 'name' | 'sbd' | 'phone') => ({
    name,
    label: t(labels[name]),
    defaultValue: state.entries[name],
    error: problems[name] ?? null,
    autoComplete: 'off',
    spellCheck: false,
    inputMode: hasOwnKeys ? ('none' as const) : inputModes[name],
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onTyped(name, event.currentTarget.value),
    onFocus: () => onFocusField(name),
  });
  return (
    <form ref={ref} className={styles.form} data-fields={fields.length} onSubmit={onSubmit} noValidate>
      {fields.includes('name') && (
        <Field {...text('name')} className={styles.name} maxLength={200} autoCapitalize="words" after={clearName()} />
      )}
      {fields.includes('date') && (
        <DateField
          typed={state.entries}
          onTyped={onTyped}
          onLeave={onDateLeft}
          onFocusPart={onFocusField}
          error={problems.date ?? null}
          hasOwnKeys={hasOwnKeys}
        />
      )}
      {fields.includes('sbd') && (
        <Field {...text('sbd')} error={sbdError()} maxLength={64} autoCapitalize="characters" />
      )}
      {fields.includes('phone') && <Field {...text('phone')} maxLength={20} />}
      <Button kind="primary" type="submit" className={styles.submit} icon={<Search aria-hidden />}>
        {t('kiosk.search.submit')}
      </Button>
    </form>
  );

  function sbdError(): string | null {
    if (problems.sbd) return problems.sbd;
    if (view.kind !== 'search' || view.note === null) return null;
    return view.note === 'bad-sbd' ? t('kiosk.search.bad-sbd') : null;
  }
  function clearName() {
    if (state.entries.name === '') return null;
    return (
      <button
        type="button"
        className={styles.clear}
        aria-label={t('kiosk.search.clear-name')}
        onClick={() => {
          const input = ref.current?.querySelector<HTMLInputElement>('input[name="name"]');
          if (input) input.value = '';
          input?.focus();
          onTyped('name', '');
        }}
      >
        <X aria-hidden />
      </button>
    );
  }
}

const labels = { name: 'kiosk.search.name', sbd: 'kiosk.search.sbd', phone: 'kiosk.search.phone' } as const;
const inputModes = { name: 'text', sbd: 'text', phone: 'tel' } as const;

function firstBox(fields: readonly string[]): string {
  return fields[0] === 'date' ? 'day' : (fields[0] ?? 'name');
}
