import { useState } from 'react';
import { pinSetEndpoint, pinStateEndpoint } from '../../../server/staff-pin/staff-pin.contract.ts';
import { useAsk, useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './GatesPage.module.css';

/** The PIN by which staff let a student past the sum at the center's own PC. */
export function PinForm() {
  const t = useText();
  const tell = useToast();
  const { body } = useAsk(pinStateEndpoint, {});
  const [pin, setPin] = useState('');
  const [isWrong, setWrong] = useState(false);
  const { send, busy, problem } = useSend(pinSetEndpoint, { refreshes: [pinStateEndpoint.path] });

  async function save(next: string | null): Promise<void> {
    const answer = await send({ pin: next });
    if (!answer.ok) return;
    setPin('');
    tell(t(next === null ? 'panel.gates.pin-gone' : 'panel.gates.pin-saved'));
  }
  return (
    <Card title={t('panel.gates.pin')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const isGood = /^\d{6,12}$/.test(pin);
          setWrong(!isGood);
          if (isGood) void save(pin);
        }}
      >
        <p>{t(body?.is_set ? 'panel.gates.pin-on' : 'panel.gates.pin-off')}</p>
        <Field
          name="pin"
          label={t('panel.gates.pin-new')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={pin}
          error={isWrong ? t('panel.gates.pin-form') : null}
          onChange={({ currentTarget: { value } }) => setPin(value.replace(/\D/g, ''))}
        />
        <ProblemText problem={problem} />
        <div className={styles.times}>
          <Button size="medium" type="submit" busy={busy}>
            {t('panel.gates.pin-save')}
          </Button>
          {body?.is_set && (
            <Button size="medium" kind="danger" onClick={() => void save(null)}>
              {t('panel.gates.pin-remove')}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
