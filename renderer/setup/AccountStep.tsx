import { useId, useState } from 'react';
import type { Locale } from '../../server/i18n/translate.ts';
import type { SetupState } from '../../server/setup/setup.contract.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useLanguage } from '../ui/language.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { type Problem, problemFacts, problemText } from '../ui/problem.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { keepDraft, readDraft } from './draft.ts';
import { PasswordHint } from './PasswordHint.tsx';
import styles from './Setup.module.css';
import { SetupFrame } from './SetupFrame.tsx';
import type { Made } from './made.ts';
import { StepTitle } from './StepTitle.tsx';
import { textOf } from './text-of.ts';
import { useAccount } from './use-account.ts';

type Props = {
  readonly state: SetupState;
  readonly onMade: (made: Made) => void;
  readonly onLocale: (locale: Locale) => void;
};
type Fault = 'email' | 'repeated' | null;

/** Who may do everything here. */
export function AccountStep({ state, onMade, onLocale }: Props) {
  const { t } = useLanguage();
  const form = useId();
  const { busy, problem, create, clear } = useAccount(onMade);
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<Fault>(null);
  const errors = useErrors(problem, fault);

  function send(data: FormData): void {
    const email = textOf(data, 'email');
    const found = email === '' ? 'email' : password !== data.get('repeated') ? 'repeated' : null;
    setFault(found);
    clear();
    if (found === null) void create({ email, password });
  }

  return (
    <SetupFrame
      at={1}
      onLocale={onLocale}
      next={
        <Button type="submit" form={form} kind="primary" size="medium" busy={busy}>
          {t('setup.finish')}
        </Button>
      }
    >
      <StepTitle>{t('setup.account.title')}</StepTitle>
      <p className={styles.lead}>{t('setup.account.text', { name: state.name ?? '' })}</p>
      <form
        id={form}
        className={`${styles.form ?? ''} ${styles.narrow ?? ''}`}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <Field
          name="email"
          type="email"
          label={t('setup.email')}
          hint={t('setup.email.hint')}
          autoComplete="username"
          defaultValue={readDraft().email}
          error={errors.email}
          onChange={({ target }) => {
            keepDraft({ email: target.value });
            clear();
          }}
        />
        <div>
          <PasswordField
            name="password"
            label={t('setup.password')}
            autoComplete="new-password"
            error={errors.password}
            onChange={({ target }) => {
              setPassword(target.value);
              clear();
            }}
          />
          <PasswordHint password={password} />
        </div>
        <PasswordField
          name="repeated"
          label={t('setup.password.repeat')}
          autoComplete="new-password"
          error={errors.repeated}
        />
        {!errors.isOfField && <ProblemText problem={problem} />}
        <p className={styles.quiet}>{t('setup.account.rescue')}</p>
      </form>
    </SetupFrame>
  );
}

/** What is wrong, at the field that it is about. */
function useErrors(problem: Problem | null, fault: Fault) {
  const { t, isText } = useLanguage();
  const said = problem && t(problemText(problem, isText), problemFacts(problem));
  const isOfEmail = problem?.code === 'user.email';
  const isOfPassword = problem?.code.startsWith('user.password') ?? false;
  const ofEmail = isOfEmail ? said : null;
  return {
    email: fault === 'email' ? t('setup.email.missing') : ofEmail,
    password: isOfPassword ? said : null,
    repeated: fault === 'repeated' ? t('setup.password.unlike') : null,
    isOfField: isOfEmail || isOfPassword,
  };
}
