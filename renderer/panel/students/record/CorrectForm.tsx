import { useEffect, useEffectEvent, useState, type SubmitEvent } from 'react';
import type { RecordField, StudentRecord } from '../../../../server/students/students.contract.ts';
import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../../ui/language.tsx';
import { ProblemText } from '../../../ui/ProblemText.tsx';
import { affectedBy } from './affected.ts';
import { ConflictChoice } from './ConflictChoice.tsx';
import { Consequence } from './Consequence.tsx';
import { DiffLine } from './DiffLine.tsx';
import { ReasonField } from './ReasonField.tsx';
import styles from './Record.module.css';
import type { RecordRound } from './record-round.ts';
import { useCorrection } from './use-correction.ts';
import { useFieldName } from './use-field-name.ts';
import { ValueField } from './ValueField.tsx';

type Props = {
  readonly record: StudentRecord;
  readonly round: RecordRound;
  readonly field: RecordField;
  /** The value as it is on the screen: a phone may still be hidden. */
  readonly shown: string;
  readonly onTyped: (isTyped: boolean) => void;
  readonly onClose: () => void;
  readonly onSaved: () => void;
};

/** One field, opened in its place: the new value, what differs, why, and what follows from it. */
export function CorrectForm({ record, round, field, shown, onTyped, onClose, onSaved }: Props) {
  const t = useText();
  const name = useFieldName()(field);
  const isHidden = field.is_masked && shown === field.value;
  const start = isHidden ? '' : shown;
  const [value, setValue] = useState(start);
  const [reason, setReason] = useState('');
  const affected = affectedBy(record, round.round_id, field);
  const correction = useCorrection({ record, round, field, old: shown, onSaved });
  const isTyped = value !== start || reason !== '';
  const tellTyped = useEffectEvent(onTyped);
  useEffect(() => tellTyped(isTyped), [isTyped]);
  useEffect(() => () => tellTyped(false), []);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    void correction.save(value, reason);
    const form = event.currentTarget;
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  }

  return (
    <form className={styles.correct} onSubmit={submit} aria-label={t('panel.students.correct.field', { field: name })}>
      <ValueField
        field={field}
        roundId={round.round_id}
        value={value}
        isHidden={isHidden}
        error={correction.valueError}
        onChange={(text) => {
          setValue(text);
          correction.forgetErrors();
        }}
      />
      {!isHidden && value !== shown && <DiffLine before={shown} after={value} />}
      <ReasonField
        value={reason}
        error={correction.reasonError}
        onChange={(text) => {
          setReason(text);
          correction.forgetErrors();
        }}
      />
      {correction.conflict === null ? (
        <Consequence field={field} affected={affected} />
      ) : (
        <ConflictChoice
          theirs={correction.conflict}
          mine={value}
          busy={correction.busy}
          onTheirs={onClose}
          onMine={() => void correction.save(value, reason, correction.conflict)}
        />
      )}
      <ProblemText problem={correction.problem} />
      {correction.conflict === null && (
        <div className={styles.acts}>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind="primary" type="submit" busy={correction.busy}>
            {t(affected > 0 ? 'panel.students.correct.save-replace' : 'panel.students.correct.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
