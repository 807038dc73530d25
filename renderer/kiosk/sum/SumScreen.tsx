import { Hand, RefreshCw, Search } from 'lucide-react';
import { useEffect, useRef, useState, type RefObject, type SubmitEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FieldError } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { KioskFrame } from '../KioskFrame.tsx';
import { NumberPad } from '../keyboard/NumberPad.tsx';
import { typeInto, type KeyStroke } from '../keyboard/type-into.ts';
import screen from '../Screen.module.css';
import type { ScreenProps } from '../screen-props.ts';
import { sumWords } from '../sum-words.ts';
import { useScreenKeys } from '../use-screen-keys.ts';
import { Entered } from './Entered.tsx';
import styles from './SumScreen.module.css';
import { useSum } from './use-sum.ts';

type Props = ScreenProps & {
  /** The answer is on its way. */
  readonly isBusy: boolean;
  readonly isWrong: boolean;
  readonly purpose: 'search' | 'certificate';
  readonly hasKeyboard: boolean;
  /** Null where no PIN is set. */
  readonly onPin: (() => void) | null;
};

/** Are you a person? A wrong or expired answer brings another sum; nothing else is asked again. */
export function SumScreen({ portal, tools, state, dispatch, isBusy, isWrong, purpose, hasKeyboard, onPin }: Props) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const { sum, another } = useSum((problem) => dispatch({ kind: 'refused', problem, answer: null }));
  const goBack = () => dispatch(purpose === 'search' ? { kind: 'edit', focus: null } : { kind: 'back-to-result' });
  useScreenKeys({ onEscape: goBack });

  useEffect(() => {
    if (!input.current || !sum) return;
    input.current.value = '';
    input.current.focus({ preventScroll: true });
  }, [sum]);

  function strikeKey(stroke: KeyStroke): void {
    if (!input.current) return;
    input.current.focus();
    typeInto(input.current, stroke, false, null);
  }
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const answer = input.current?.value.trim() ?? '';
    setMissing(answer === '');
    if (answer === '') input.current?.focus();
    else if (sum && !isBusy) dispatch({ kind: 'answered-sum', answer: { captcha_id: sum.id, captcha_answer: answer } });
  }

  return (
    <KioskFrame portal={portal} tools={tools} isLow>
      <main className={classNames(screen.main, styles.main)}>
        <form className={styles.step} onSubmit={submit} noValidate>
          <section className={styles.asking}>
            <div className={screen.title}>
              <h1>{t('kiosk.sum.title')}</h1>
              <p>{t('kiosk.sum.lead')}</p>
            </div>
            <Question question={sum?.question ?? ''} input={input} hasOwnKeys={hasKeyboard} />
            <p className={styles.words} id="sum-words">
              {sum && sumWords(sum.question, t).spoken}
            </p>
            <div role="status">
              <SumNote isWrong={isWrong} isMissing={isMissing} number={sum?.number ?? 1} />
            </div>
            <div className={styles.ways}>
              <Button icon={<RefreshCw aria-hidden />} onClick={another}>
                {t('kiosk.sum.another')}
              </Button>
              {onPin && (
                <Button icon={<Hand aria-hidden />} onClick={onPin}>
                  {t('kiosk.pin.open')}
                </Button>
              )}
            </div>
            {purpose === 'search' && <Entered state={state} mode={portal.mode} onEdit={goBack} />}
          </section>
          <section className={styles.padSide}>
            <div className={styles.pad}>
              <NumberPad onStroke={strikeKey} corner={{ kind: 'clear' }} isLarge />
            </div>
            <Button kind="primary" size="large" type="submit" busy={isBusy} icon={<Search aria-hidden />}>
              {t('kiosk.sum.submit')}
            </Button>
          </section>
        </form>
      </main>
    </KioskFrame>
  );
}

type QuestionProps = {
  readonly question: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly hasOwnKeys: boolean;
};

function Question({ question, input, hasOwnKeys }: QuestionProps) {
  const t = useText();
  const { shown } = sumWords(question, t);
  return (
    <div className={styles.sum}>
      <span aria-hidden="true">{question === '' ? '' : `${shown} =`}</span>
      <input
        ref={input}
        name="captcha_answer"
        className={styles.answer}
        inputMode={hasOwnKeys ? 'none' : 'numeric'}
        autoComplete="off"
        maxLength={3}
        aria-label={t('kiosk.sum.answer')}
        aria-describedby="sum-words"
        onInput={(event) => {
          const digits = event.currentTarget.value.replace(/\D/g, '');
          if (digits !== event.currentTarget.value) event.currentTarget.value = digits;
        }}
      />
    </div>
  );
}

type NoteProps = { readonly isWrong: boolean; readonly isMissing: boolean; readonly number: number };

function SumNote({ isWrong, isMissing, number }: NoteProps) {
  const t = useText();
  if (isMissing) return <FieldError id="sum-note" error={t('kiosk.sum.missing')} />;
  if (isWrong && number === 1) return <FieldError id="sum-note" error={t('kiosk.sum.wrong')} />;
  return number > 1 ? <p className={styles.renewed}>{t('kiosk.sum.renewed')}</p> : null;
}
