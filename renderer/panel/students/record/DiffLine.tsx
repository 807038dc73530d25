import { diffText } from '../../../ui/diff-text.ts';
import { DiffValue } from '../../../ui/DiffValue.tsx';
import { useText } from '../../../ui/language.tsx';
import styles from './Record.module.css';

type Props = { readonly before: string; readonly after: string };

/** Old and new, one above the other, with the characters marked that differ. */
export function DiffLine({ before, after }: Props) {
  const t = useText();
  const { old, fresh } = diffText(before, after);
  return (
    <dl className={styles.diff}>
      <dt>{t('panel.students.diff.old')}</dt>
      <dd>
        <DiffValue pieces={old} is="gone" />
      </dd>
      <dt>{t('panel.students.diff.new')}</dt>
      <dd>
        <DiffValue pieces={fresh} is="new" />
      </dd>
    </dl>
  );
}
