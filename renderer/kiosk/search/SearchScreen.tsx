import { useRef, useState, type SubmitEvent } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { useLanguage } from '../../ui/language.tsx';
import { Dock, type DockLayout } from '../keyboard/Dock.tsx';
import { KioskFrame } from '../KioskFrame.tsx';
import screen from '../Screen.module.css';
import type { ScreenProps } from '../screen-props.ts';
import { fieldsOf, type FieldName } from '../views.ts';
import { firstProblem, formProblems, typedDateProblem } from './form-problems.ts';
import { SearchHint } from './SearchHint.tsx';
import { SearchForm } from './SearchForm.tsx';
import styles from './SearchScreen.module.css';

const layouts: Readonly<Record<FieldName, DockLayout>> = {
  name: 'name',
  sbd: 'number',
  phone: 'digits',
  day: 'digits',
  month: 'digits',
  year: 'digits',
};

type Props = ScreenProps & { readonly hasKeyboard: boolean };

/** Who are you? What was typed stays, wherever the student goes and comes back from. */
export function SearchScreen({ portal, tools, state, dispatch, hasKeyboard }: Props) {
  const { locale, t } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [active, setActive] = useState<FieldName>('name');
  const [isDockHidden, setDockHidden] = useState(false);
  const [isPressed, setPressed] = useState(false);
  const [isDateLeft, setDateLeft] = useState(false);
  const { entries, asksSbd } = state;
  const shape = { mode: portal.mode, asksSbd, thisYear: new Date().getFullYear() };
  const problems = formProblems(entries, shape, { locale, t });
  const leftDate = isDateLeft ? typedDateProblem(entries, shape.thisYear, { locale, t }) : null;
  const boxes = fieldsOf(portal.mode, asksSbd).flatMap((field): readonly FieldName[] =>
    field === 'date' ? ['day', 'month', 'year'] : [field],
  );
  const inputOf = (field: FieldName) => form.current?.querySelector<HTMLInputElement>(`input[name="${field}"]`) ?? null;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const wrong = firstProblem(problems, shape);
    setPressed(wrong !== null);
    if (wrong) inputOf(wrong)?.focus();
    else dispatch({ kind: 'submitted' });
  }
  function goNext(): void {
    const next = boxes[boxes.indexOf(active) + 1];
    if (next) inputOf(next)?.focus();
    else form.current?.requestSubmit();
  }

  const dock = hasKeyboard && !isDockHidden && (
    <Dock
      layout={layouts[active]}
      target={() => inputOf(active)}
      onNext={goNext}
      onHide={() => setDockHidden(true)}
      isLast={boxes.at(-1) === active}
    />
  );
  return (
    <KioskFrame portal={portal} tools={tools} isLow={boxes.length > 4} dock={dock || undefined}>
      <main className={classNames(screen.main, styles.search)}>
        <div className={screen.title}>
          <h1>{t('kiosk.search.title')}</h1>
          <p>{t(leadOf[portal.mode])}</p>
        </div>
        <SearchForm
          ref={form}
          state={state}
          mode={portal.mode}
          problems={isPressed ? problems : leftDate ? { date: leftDate } : {}}
          hasOwnKeys={hasKeyboard}
          onSubmit={submit}
          onTyped={(field, text) => dispatch({ kind: 'typed', field, text })}
          onFocusField={(field) => {
            setActive(field);
            setDockHidden(false);
            if (layouts[field] === 'digits') setDateLeft(false);
          }}
          onDateLeft={() => setDateLeft(true)}
        />
        <SearchHint state={state} mode={portal.mode} onAskSbd={(asks) => dispatch({ kind: 'asked-sbd', asks })} />
      </main>
    </KioskFrame>
  );
}

const leadOf = {
  name_dob_captcha: 'kiosk.search.lead',
  name_sbd_captcha: 'kiosk.search.lead-sbd',
  sbd_phone: 'kiosk.search.lead-phone',
} as const;
