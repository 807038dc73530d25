import type { RecordField } from '../../../../server/students/students.contract.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { useText } from '../../../ui/language.tsx';
import styles from './Record.module.css';

type Props = { readonly field: RecordField; readonly affected: number };

/** What the change does to certificates. Whether copies are out there, the program does not know for sure: it says "if". */
export function Consequence({ field, affected }: Props) {
  const t = useText();
  if (affected > 0) {
    return (
      <div className={styles.consequence}>
        <Banner tone="warn" title={t('panel.students.replaces', { count: affected })}>
          {t('panel.students.replaces.text')}
        </Banner>
      </div>
    );
  }
  return (
    <p className={styles.harmless}>
      {t(field.is_drawn ? 'panel.students.replaces.none' : 'panel.students.replaces.not-drawn')}
    </p>
  );
}
