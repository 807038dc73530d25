import { ArrowLeft, Send } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { classNames } from '../../ui/class-names.ts';
import { isDateEmpty, toDateText, type DatePart, type TypedDate } from '../date-words.ts';
import { Dock } from '../keyboard/Dock.tsx';
import { KioskFrame } from '../KioskFrame.tsx';
import screen from '../Screen.module.css';
import { ScreenHeading } from '../ScreenHeading.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { DateField } from '../search/DateField.tsx';
import styles from './ReportForm.module.css';
import type { useReport, Wrong } from './use-report.ts';

type Props = ScreenProps & {
  readonly hasKeyboard: boolean;
  readonly report: ReturnType<typeof useReport>;
  readonly onBack: () => void;
};

const kinds = ['name', 'dob', 'other'] as const;
const noDate: TypedDate = { day: '', month: '', year: '' };

const nextPart: Readonly<Record<string, string>> = { day: 'month', month: 'year' };

function dateText(date: TypedDate): string {
  return isDateEmpty(date) ? '' : toDateText(date);
}

function textOf(input: HTMLInputElement | null): string {
  return input?.value.normalize('NFC').trim() ?? '';
}

/** What is wrong, and what it should be. */
export function ReportForm({ portal, tools, state, hasKeyboard, report, onBack }: Props) {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const [what, setWhat] = useState<Wrong>('name');
  const [date, setDate] = useState(noDate);
  const [active, setActive] = useState<string>('right_value');
  const [isDockHidden, setDockHidden] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const inputOf = (name: string) => form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? null;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const right = what === 'dob' ? dateText(date) : textOf(inputOf('right_value'));
    setMissing(right === '');
    if (right === '') inputOf(what === 'dob' ? 'day' : 'right_value')?.focus();
    else if (!report.isBusy) void report.send(what, right);
  }
  function choose(next: Wrong): void {
    setWhat(next);
    setMissing(false);
    setActive(next === 'dob' ? 'day' : 'right_value');
  }
  function focusOn(name: string): void {
    setActive(name);
    setDockHidden(false);
  }

  /** From box to box of a date; the last field sends. */
  function goNext(): void {
    const next = inputOf(nextPart[active] ?? 'none');
    if (next) next.focus();
    else form.current?.requestSubmit();
  }

  const dock = hasKeyboard && !isDockHidden && (
    <Dock
      layout={what === 'dob' ? 'digits' : 'name'}
      target={() => inputOf(active)}
      onNext={goNext}
      onHide={() => setDockHidden(true)}
      isLast={false}
    />
  );
  return (
    <KioskFrame portal={portal} tools={tools} isLow dock={dock || undefined}>
      <main className={classNames(screen.main, styles.main)}>
        <ScreenHeading>{t('kiosk.report.title')}</ScreenHeading>
        <p className={screen.lead}>{t('kiosk.report.lead', { name: state.found?.name ?? '' })}</p>
        <form ref={form} className={styles.form} onSubmit={submit} noValidate>
          <fieldset className={styles.kinds}>
            <legend className="for-readers">{t('kiosk.report.what')}</legend>
            {kinds.map((kind) => (
              <label key={kind} className={styles.kind}>
                <input type="radio" name="what" checked={kind === what} onChange={() => choose(kind)} />
                <span>{t(`kiosk.report.${kind}`)}</span>
              </label>
            ))}
          </fieldset>
          <RightValue
            what={what}
            date={date}
            onDate={(part, digits) => setDate((now) => ({ ...now, [part]: digits }))}
            onFocus={focusOn}
            isMissing={isMissing}
            hasKeyboard={hasKeyboard}
          />
          {report.problem && <ProblemText problem={report.problem} />}
          <div className={styles.buttons}>
            <Button kind="primary" type="submit" busy={report.isBusy} icon={<Send aria-hidden />}>
              {t('kiosk.report.send')}
            </Button>
            <Button icon={<ArrowLeft aria-hidden />} onClick={onBack}>
              {t('kiosk.report.back')}
            </Button>
          </div>
        </form>
      </main>
    </KioskFrame>
  );
}

type RightProps = {
  readonly what: Wrong;
  readonly date: TypedDate;
  readonly onDate: (part: DatePart, digits: string) => void;
  readonly onFocus: (name: string) => void;
  readonly isMissing: boolean;
  readonly hasKeyboard: boolean;
};

/** What it should be: a date in its three boxes, anything else as text. */
function RightValue({ what, date, onDate, onFocus, isMissing, hasKeyboard }: RightProps) {
  const t = useText();
  const missing = isMissing ? t('kiosk.report.missing') : null;
  if (what === 'dob') {
    return (
      <DateField
        typed={date}
        onTyped={onDate}
        onLeave={() => undefined}
        onFocusPart={onFocus}
        error={missing === null ? null : { text: missing, part: 'day' }}
        hasOwnKeys={hasKeyboard}
      />
    );
  }
  return (
    <Field
      key={what}
      name="right_value"
      label={t(what === 'name' ? 'kiosk.report.right-name' : 'kiosk.report.right-other')}
      error={missing}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      inputMode={hasKeyboard ? 'none' : 'text'}
      onFocus={() => onFocus('right_value')}
    />
  );
}
