import { useEffect, useRef, type ReactNode, type SubmitEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { RefusedSignIn } from './RefusedSignIn.tsx';
import styles from './SignInPage.module.css';
import type { SignIn } from './use-sign-in.ts';

type Props = {
  readonly signIn: SignIn;
  readonly submit: string;
  /** What to do, above the fields. */
  readonly text?: ReactNode;
  /** Fields of the form by name. */
  readonly onSubmit: (fields: Readonly<Record<string, string>>) => void;
  /** Ways out under the button. */
  readonly others?: ReactNode;
  readonly children: ReactNode;
};

/** One step of the sign-in. What was typed stays after a refusal; the secret is marked, to be typed over. */
export function StepForm({ signIn, submit, text, onSubmit, others, children }: Props) {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const { busy, problem } = signIn;
  const isWaiting = problem?.status === 429;
  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLInputElement>('[data-secret]')?.select();
  }, [problem]);

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (busy || isWaiting) return;
    const texts = Array.from(new FormData(event.currentTarget)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    onSubmit(Object.fromEntries(texts));
  }

  return (
    <form ref={form} className={styles.form} onSubmit={send} aria-label={t('panel.sign-in.title')}>
      {text !== undefined && <p className={styles.quiet}>{text}</p>}
      {problem !== null && <RefusedSignIn key={problem.code} problem={problem} onWaited={signIn.forget} />}
      {children}
      <Button type="submit" kind="primary" size="medium" busy={busy} disabled={isWaiting}>
        {submit}
      </Button>
      {others}
    </form>
  );
}
