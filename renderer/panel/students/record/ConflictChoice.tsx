import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { diffText } from '../../../ui/diff-text.ts';
import { DiffValue } from '../../../ui/DiffValue.tsx';
import { useText } from '../../../ui/language.tsx';
import styles from './Record.module.css';

type Props = {
  readonly theirs: string;
  readonly mine: string;
  readonly busy: boolean;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
};

/** Somebody else wrote the field meanwhile: both values, and the choice. */
export function ConflictChoice({ theirs, mine, busy, onTheirs, onMine }: Props) {
  const t = useText();
  const { old, fresh } = diffText(theirs, mine);
  return (
    <div className={styles.conflict}>
      <Banner tone="bad" title={t('panel.students.conflict')}>
        {t('panel.students.conflict.text')}
      </Banner>
      <dl className={styles.diff}>
        <dt>{t('panel.students.conflict.theirs')}</dt>
        <dd>
          <DiffValue pieces={old} is="gone" />
        </dd>
        <dt>{t('panel.students.conflict.mine')}</dt>
        <dd>
          <DiffValue pieces={fresh} is="new" />
        </dd>
      </dl>
      <div className={styles.acts}>
        <Button size="medium" onClick={onTheirs}>
          {t('panel.students.conflict.keep')}
        </Button>
        <Button size="medium" kind="primary" busy={busy} onClick={onMine}>
          {t('panel.students.conflict.overwrite')}
        </Button>
      </div>
    </div>
  );
}
