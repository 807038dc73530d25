import { Toast as Base } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { useText } from './language.tsx';
import styles from './Toast.module.css';

const shownMs = 6000;

/** Gives toasts to everything below. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider timeout={shownMs}>
      {children}
      <Base.Portal>
        <Base.Viewport className={styles.corner}>
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

type Said = { readonly tone?: 'ok' | 'bad'; readonly text?: string };

/** `tell('Saved')`: polite, for 6 s, longer while looked at. Never the only place of an error. */
export function useToast(): (title: string, said?: Said) => void {
  const { add } = Base.useToastManager();
  return useMemo(
    () =>
      (title, { tone = 'ok', text } = {}) => {
        add({ title, type: tone, ...(text !== undefined && { description: text }) });
      },
    [add],
  );
}

function ToastList() {
  const t = useText();
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className={styles.toast} swipeDirection={['right', 'down']}>
      <Base.Content className={styles.content}>
        {toast.type === 'bad' ? (
          <CircleAlert className={styles.bad} aria-hidden />
        ) : (
          <CircleCheck className={styles.ok} aria-hidden />
        )}
        <div className={styles.words}>
          <Base.Title className={styles.title} />
          <Base.Description className={styles.text} />
        </div>
        <Base.Close className={styles.close} aria-label={t('ui.close')}>
          <X aria-hidden />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
