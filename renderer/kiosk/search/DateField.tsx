import { useId, useRef, type ClipboardEvent, type FocusEvent, type KeyboardEvent } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { FieldError } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { isPartFull, readDate, type DatePart, type TypedDate } from '../date-words.ts';
import styles from './DateField.module.css';

type Props = {
  readonly typed: TypedDate;
  readonly onTyped: (part: DatePart, digits: string) => void;
  /** The focus left all three boxes. */
  readonly onLeave: () => void;
  readonly onFocusPart: (part: DatePart) => void;
  readonly error: { readonly text: string; readonly part: DatePart } | null;
  /** An on-screen keyboard is there: the system's own stays away. */
  readonly hasOwnKeys: boolean;
};

const parts: readonly DatePart[] = ['day', 'month', 'year'];

/** Day, month, year: moves on by itself, Delete moves back, `/ . -` and pasted dates are read. */
export function DateField({ typed, onTyped, onLeave, onFocusPart, error, hasOwnKeys }: Props) {
  const t = useText();
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const names = { day: t('kiosk.search.day'), month: t('kiosk.search.month'), year: t('kiosk.search.year') };

  function boxOf(part: DatePart | undefined): HTMLInputElement | null {
    return part ? (group.current?.querySelector<HTMLInputElement>(`input[name="${part}"]`) ?? null) : null;
  }
  function take(part: DatePart, input: HTMLInputElement): void {
    const digits = input.value.replace(/\D/g, '').slice(0, part === 'year' ? 4 : 2);
    const wantsNext = /[/.\-\s]$/.test(input.value) && digits !== '';
    if (digits !== input.value) input.value = digits;
    onTyped(part, digits);
    if (wantsNext || isPartFull(part, digits)) moveTo(parts[parts.indexOf(part) + 1]);
  }
  function moveTo(part: DatePart | undefined): void {
    const box = boxOf(part);
    box?.focus();
    box?.select();
  }
  function paste(event: ClipboardEvent): void {
    const date = readDate(event.clipboardData.getData('text'));
    if (!date) return;
    event.preventDefault();
    for (const part of parts) {
      const box = boxOf(part);
      if (box) box.value = date[part];
      onTyped(part, date[part]);
    }
    moveTo('year');
  }
  function goBack(part: DatePart, event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Backspace' && event.currentTarget.value === '') moveTo(parts[parts.indexOf(part) - 1]);
  }
  function leave(event: FocusEvent): void {
    if (!(event.relatedTarget instanceof Node) || !group.current?.contains(event.relatedTarget)) onLeave();
  }

  return (
    <div className={styles.field}>
      <span className={styles.label} id={`${id}-label`}>
        {t('kiosk.search.dob')}
      </span>
      <div
        ref={group}
        className={classNames(styles.boxes, error && styles.bad)}
        role="group"
        aria-labelledby={`${id}-label`}
        onBlur={leave}
        onPaste={paste}
      >
        {parts.map((part) => (
          <label key={part} className={styles.box}>
            <input
              name={part}
              defaultValue={typed[part]}
              inputMode={hasOwnKeys ? 'none' : 'numeric'}
              autoComplete="off"
              maxLength={part === 'year' ? 4 : 3}
              aria-invalid={error?.part === part || undefined}
              aria-describedby={error ? `${id}-error` : undefined}
              onInput={(event) => take(part, event.currentTarget)}
              onKeyDown={(event) => goBack(part, event)}
              onFocus={(event) => {
                // A box that is filled is typed anew, not added to.
                event.currentTarget.select();
                onFocusPart(part);
              }}
              onClick={(event) => event.currentTarget.select()}
            />
            <span className={styles.name} data-hidden={typed[part] !== ''}>
              {names[part]}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error?.text ?? null} />
    </div>
  );
}
