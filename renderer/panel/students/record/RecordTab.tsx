import { useState } from 'react';
import type { RecordField, StudentRecord } from '../../../../server/students/students.contract.ts';
import { useSignedIn } from '../../../api/session.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../../ui/language.tsx';
import { isAtLeast } from '../../is-at-least.ts';
import type { OpenRow } from '../use-list-view.ts';
import { CorrectForm } from './CorrectForm.tsx';
import type { RecordRound } from './record-round.ts';
import { FieldRow } from './FieldRow.tsx';
import styles from './Record.module.css';

type Props = {
  readonly record: StudentRecord;
  readonly round: RecordRound;
  readonly startsEditing: boolean;
  readonly onOpen: (row: OpenRow) => void;
  readonly onTyped: (isTyped: boolean) => void;
};

/** What is written of the student in one round; one field at a time opens to be corrected. */
export function RecordTab({ record, round, startsEditing, onOpen, onTyped }: Props) {
  const t = useText();
  const { role } = useSignedIn();
  const canEdit = isAtLeast(role, 'admin');
  const name = round.fields.find((field) => field.role === 'name');
  const [editing, setEditing] = useState(startsEditing && canEdit ? (name?.column ?? null) : null);
  const [phone, setPhone] = useState<string | null>(null);
  const others = record.rounds.filter(({ round_id: id }) => id !== round.round_id);
  const valueOf = (field: RecordField) => (field.role === 'phone' && phone !== null ? phone : field.value);

  /** The button that opened the form has the focus again. */
  function close(column: string): void {
    setEditing(null);
    requestAnimationFrame(() => document.getElementById(`correct-${column}`)?.focus());
  }

  return (
    <>
      <p className={styles.round}>{round.round_label}</p>
      <dl className={styles.fields}>
        {round.fields.map((field) =>
          field.column === editing ? (
            <div key={field.column} className={styles.form}>
              <CorrectForm
                record={record}
                round={round}
                field={field}
                shown={valueOf(field)}
                onTyped={onTyped}
                onClose={() => close(field.column)}
                onSaved={() => {
                  if (field.role === 'phone') setPhone(null);
                  close(field.column);
                }}
              />
            </div>
          ) : (
            <FieldRow
              key={field.column}
              field={field}
              value={valueOf(field)}
              row={{ round_id: round.round_id, sbd: record.sbd }}
              isShown={phone !== null}
              onPhone={setPhone}
              onEdit={canEdit && editing === null && field.role !== 'sbd' ? () => setEditing(field.column) : null}
            />
          ),
        )}
      </dl>
      {others.map(({ round_id: id, round_label: label }) => (
        <Button
          key={id}
          size="small"
          kind="ghost"
          className={styles.other}
          onClick={() => onOpen({ sbd: record.sbd, round_id: id })}
        >
          {t('panel.students.other-round', { round: label })}
        </Button>
      ))}
    </>
  );
}
