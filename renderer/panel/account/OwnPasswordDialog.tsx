import { useEffect, useId, useRef, type SubmitEvent } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import type { Problem } from '../../ui/problem.ts';
import { ProblemText } from '../../ui/ProblemText.tsx';
import styles from './AccountPage.module.css';

type Props = {
  readonly title: string;
  readonly text: string;
  readonly submit: string;
  readonly isDanger?: boolean;
  /** False where staff sign in by mail and there is none to ask for. */
  readonly hasPassword: boolean;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onSubmit: (password: string) => void;
  readonly onClose: () => void;
};

/** An act on one's own second factor: only with the password at hand. */
export function OwnPasswordDialog(props: Props) {
  const { title, text, submit, isDanger = false, hasPassword, busy, problem, onSubmit, onClose } = props;
  const t = useText();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem !== null) form.current?.querySelector('input')?.select();
  }, [problem]);
  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    onSubmit(typeof password === 'string' ? password : '');
  }
  return (
    <Modal
      title={title}
      text={text}
      onClose={onClose}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button size="medium" kind={isDanger ? 'danger' : 'primary'} type="submit" form={id} busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form ref={form} id={id} className={styles.form} onSubmit={send}>
        <ProblemText problem={problem} />
        {hasPassword && (
          <PasswordField
            name="password"
            label={t('panel.step-up.password')}
            autoComplete="current-password"
            autoFocus
            required
          />
        )}
      </form>
    </Modal>
  );
}
