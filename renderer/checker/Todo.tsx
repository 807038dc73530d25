import type { QrPayload } from '../../server/values/qr-payload.ts';
import { useText } from '../ui/language.tsx';
import type { Look } from './looks.ts';
import { Sentence } from './Sentence.tsx';
import styles from './Verdict.module.css';

type Props = { readonly look: Look; readonly said: QrPayload | null };

/** What to do now; comes before anything the code says. */
export function Todo({ look: { todo, steps }, said }: Props) {
  const t = useText();
  const strong = { sbd: said?.sbd ?? '', project: said?.project_slug ?? '' };
  return (
    <section className={styles.todo}>
      <h2>{t(todo)}</h2>
      <ul>
        {steps.map((step) => (
          <li key={step}>
            <Sentence text={step} strong={strong} />
          </li>
        ))}
      </ul>
    </section>
  );
}
