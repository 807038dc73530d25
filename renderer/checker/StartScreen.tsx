import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { useText } from '../ui/language.tsx';
import { Answers } from './Answers.tsx';
import { ContactLine } from './ContactLine.tsx';
import { PasteForm } from './PasteForm.tsx';
import { ScreenTitle } from './ScreenTitle.tsx';
import styles from './StartScreen.module.css';
import { Ways } from './Ways.tsx';

type Props = {
  readonly portal: PortalInfo;
  readonly isPasting: boolean;
  readonly onFile: (file: File) => void;
  readonly onText: (text: string) => boolean;
  readonly onPasting: (isPasting: boolean) => void;
  /** Null where the browser hands out no camera. */
  readonly onCamera: (() => void) | null;
};

export function StartScreen({ portal, isPasting, onFile, onText, onPasting, onCamera }: Props) {
  const t = useText();
  if (!portal.qr_verify) {
    return (
      <section className={styles.section}>
        <ScreenTitle center={portal.name} title={t('checker.off.title')} />
        <p className={styles.lead}>{t('checker.off.lead')}</p>
        <ContactLine contact={portal.contact} code="C-231" />
      </section>
    );
  }
  return (
    <div className={styles.start}>
      <section className={styles.section}>
        <ScreenTitle center={portal.name} title={t('checker.start.title')} />
        <p className={styles.lead}>{t('checker.start.lead')}</p>
        <Ways onFile={onFile} onPaste={() => onPasting(true)} onCamera={onCamera} />
        {isPasting && <PasteForm onText={onText} onCancel={() => onPasting(false)} />}
      </section>
      <Answers />
    </div>
  );
}
