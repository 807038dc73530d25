import { type RecordField, showPhoneEndpoint } from '../../../../server/students/students.contract.ts';
import { useSend } from '../../../api/use-ask.ts';
import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../../ui/language.tsx';
import { ProblemText } from '../../../ui/ProblemText.tsx';
import type { OpenRow } from '../use-list-view.ts';
import styles from './Record.module.css';
import { useFieldName } from './use-field-name.ts';

type Props = {
  readonly field: RecordField;
  readonly value: string;
  readonly row: OpenRow;
  /** The phone is shown in full. */
  readonly isShown: boolean;
  readonly onPhone: (phone: string) => void;
  /** Null where it cannot be corrected, or not now. */
  readonly onEdit: (() => void) | null;
};

export function FieldRow({ field, value, row, isShown, onPhone, onEdit }: Props) {
  const t = useText();
  const name = useFieldName()(field);
  return (
    <div className={styles.field}>
      <dt>{name}</dt>
      <dd className={styles.value}>
        {value === '' ? <span className={styles.empty}>{t('panel.diff.empty')}</span> : value}
      </dd>
      <dd className={styles.act}>
        {field.is_masked && !isShown && <ShowPhone row={row} onPhone={onPhone} />}
        {onEdit && (
          <Button
            id={`correct-${field.column}`}
            size="small"
            kind="ghost"
            aria-label={t('panel.students.correct.field', { field: name })}
            onClick={onEdit}
          >
            {t('panel.students.correct')}
          </Button>
        )}
      </dd>
    </div>
  );
}

/** The server tells the log who looked. */
function ShowPhone({ row, onPhone }: Pick<Props, 'row' | 'onPhone'>) {
  const t = useText();
  const { send, busy, problem } = useSend(showPhoneEndpoint);
  async function show(): Promise<void> {
    const answer = await send(row);
    if (answer.ok) onPhone(answer.body.phone);
  }
  return (
    <>
      <Button
        size="small"
        kind="ghost"
        busy={busy}
        title={t('panel.students.phone.told')}
        aria-label={t('panel.students.phone.show')}
        onClick={() => void show()}
      >
        {t('ui.password.show')}
      </Button>
      <ProblemText problem={problem} />
    </>
  );
}
