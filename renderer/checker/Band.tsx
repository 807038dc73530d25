import { useText } from '../ui/language.tsx';
import type { Look } from './looks.ts';
import { ScreenTitle } from './ScreenTitle.tsx';
import styles from './Verdict.module.css';

type Props = { readonly look: Look; readonly center: string; readonly lead: string };

/** The answer in one glance: icon, title, one sentence. */
export function Band({ look: { Icon, title, tone }, center, lead }: Props) {
  const t = useText();
  return (
    <div className={`${styles.band} ${styles[tone]}`}>
      <Icon aria-hidden className={styles.icon} />
      <div>
        <ScreenTitle title={t(title)} center={center} />
        <p>{lead}</p>
      </div>
    </div>
  );
}
