import { Calculator, KeyRound } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FieldError } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { KioskFrame } from '../KioskFrame.tsx';
import { NumberPad } from '../keyboard/NumberPad.tsx';
import { typeInto, type KeyStroke } from '../keyboard/type-into.ts';
import screen from '../Screen.module.css';
import type { ScreenProps } from '../screen-props.ts';
import { useCountdown } from '../../ui/use-countdown.ts';
import { useScreenKeys } from '../use-screen-keys.ts';
import { Entered } from './Entered.tsx';
import styles from './SumScreen.module.css';

type Props = ScreenProps & {
  readonly isBusy: boolean;
  readonly purpose: 'search' | 'certificate';
  readonly hasKeyboard: boolean;
  /** The last PIN was not right. */
  readonly problem: { readonly waitSeconds: number } | null;
  readonly onSum: () => void;
};

/** Staff open the search for a student who cannot do the sum. */
export function PinScreen({ portal, tools, state, dispatch, isBusy, purpose, hasKeyboard, problem, onSum }: Props) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const left = useCountdown(problem?.waitSeconds ?? 0, () => input.current?.focus());
  useScreenKeys({ onEscape: onSum });
  useEffect(() => input.current?.focus({ preventScroll: true }), []);

  function strikeKey(stroke: KeyStroke): void {
    if (!input.current) return;
    input.current.focus();
    typeInto(input.current, stroke, false, null);
  }
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const pin = input.current?.value ?? '';
    setMissing(pin === '');
    if (pin === '') input.current?.focus();
    else if (!isBusy && left === 0) dispatch({ kind: 'answered-sum', answer: { staff_pin: pin } });
  }
  const goBack = () => dispatch(purpose === 'search' ? { kind: 'edit', focus: null } : { kind: 'back-to-result' });

  return (
    <KioskFrame portal={portal} tools={tools} isLow>
      <main className={classNames(screen.main, styles.main)}>
        <form className={styles.step} onSubmit={submit} noValidate>
          <section className={styles.asking}>
            <div className={screen.title}>
              <h1>{t('kiosk.pin.title')}</h1>
              <p>{t('kiosk.pin.lead')}</p>
            </div>
            <div className={styles.sum}>
              <input
                ref={input}
                name="staff_pin"
                className={classNames(styles.answer, styles.pin)}
                inputMode={hasKeyboard ? 'none' : 'numeric'}
                autoComplete="off"
                maxLength={12}
                aria-label={t('kiosk.pin.label')}
                aria-describedby="pin-note"
                onInput={(event) => {
                  const digits = event.currentTarget.value.replace(/\D/g, '');
                  if (digits !== event.currentTarget.value) event.currentTarget.value = digits;
                }}
              />
            </div>
            <div role="status" className={styles.pinNote}>
              <PinNote isMissing={isMissing} isWrong={problem !== null} left={left} />
            </div>
            <div className={styles.ways}>
              <Button icon={<Calculator aria-hidden />} onClick={onSum}>
                {t('kiosk.pin.back')}
              </Button>
            </div>
            {purpose === 'search' && <Entered state={state} mode={portal.mode} onEdit={goBack} />}
          </section>
          <section className={styles.padSide}>
            <div className={styles.pad}>
              <NumberPad onStroke={strikeKey} corner={{ kind: 'clear' }} isLarge />
            </div>
            <Button kind="primary" size="large" type="submit" busy={isBusy} icon={<KeyRound aria-hidden />}>
              {t('kiosk.pin.submit')}
            </Button>
          </section>
        </form>
      </main>
    </KioskFrame>
  );
}

type NoteProps = { readonly isMissing: boolean; readonly isWrong: boolean; readonly left: number };

function PinNote({ isMissing, isWrong, left }: NoteProps) {
  const t = useText();
  if (left > 0) return <FieldError id="pin-note" error={t('kiosk.pin.wait', { seconds: left })} />;
  if (isMissing) return <FieldError id="pin-note" error={t('kiosk.pin.missing')} />;
  return isWrong ? <FieldError id="pin-note" error={t('kiosk.pin.wrong')} /> : null;
}
