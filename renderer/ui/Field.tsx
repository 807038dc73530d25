import { CircleAlert } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';
import styles from './Field.module.css';
import { classNames } from './class-names.ts';

type Props = Omit<ComponentProps<'input'>, 'name'> & {
  readonly name: string;
  readonly label: ReactNode;
  /** What is wrong with this field, under it. */
  readonly error?: string | null;
  /** Under the field, while nothing is wrong with it. */
  readonly hint?: ReactNode;
  /** Stands inside the frame behind the text. */
  readonly after?: ReactNode;
  readonly frameClass?: string | undefined;
};

/** Label above, always; the error below, tied to the input. */
export function Field({ name, label, error = null, hint, after, frameClass, className, ...input }: Props) {
  const id = useId();
  return (
    <div className={classNames(styles.field, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={classNames(styles.frame, error !== null && styles.bad, frameClass)}>
        <input
          {...input}
          id={id}
          name={name}
          className={styles.input}
          aria-invalid={error !== null || undefined}
          aria-describedby={error !== null ? `${id}-error` : hint !== undefined ? `${id}-hint` : undefined}
        />
        {after}
      </div>
      <FieldError id={`${id}-error`} error={error} />
      {error === null && hint !== undefined && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** The line under a field or a group of fields. */
export function FieldError({ id, error }: { readonly id: string; readonly error: string | null }) {
  if (error === null) return null;
  return (
    <p className={styles.error} id={id}>
      <CircleAlert aria-hidden />
      <span>{error}</span>
    </p>
  );
}
