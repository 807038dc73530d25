import { useText } from '../ui/language.tsx';
import styles from './Aside.module.css';
import { looks } from './looks.ts';

const answers = [looks['no-name'], looks.replaced, looks.revoked, looks.altered, looks.cut] as const;

/** What this page can answer, so that nobody takes "could not check" for "false". */
export function Answers() {
  const t = useText();
  return (
    <aside className={styles.aside} aria-labelledby="answers">
      <h2 id="answers">{t('checker.answers')}</h2>
      <ul className={styles.answers}>
        {answers.map(({ Icon, title, tone }) => (
          <li key={title} className={styles[tone]}>
            <Icon aria-hidden />
            <span>{t(title)}</span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
