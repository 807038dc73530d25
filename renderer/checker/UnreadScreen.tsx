import { ClipboardPaste, Image } from 'lucide-react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/language.tsx';
import styles from './Aside.module.css';
import { Band } from './Band.tsx';
import { ContactLine } from './ContactLine.tsx';
import { FileButton } from './FileButton.tsx';
import { unreadLooks } from './looks.ts';
import { Todo } from './Todo.tsx';
import verdictStyles from './Verdict.module.css';
import type { ChosenFile, UnreadProblem } from './view.ts';

type Props = {
  readonly portal: PortalInfo;
  readonly problem: UnreadProblem;
  readonly file: ChosenFile;
  readonly onFile: (file: File) => void;
  readonly onPasting: () => void;
};

/** Nothing to judge in the file: says so without a word against the certificate, and how to do better. */
export function UnreadScreen({ portal, problem, file, onFile, onPasting }: Props) {
  const t = useText();
  const look = unreadLooks[problem];
  return (
    <div className={verdictStyles.verdict}>
      <article className={verdictStyles.card}>
        <Band look={look} center={portal.name} lead={t(look.lead)} />
        <div className={verdictStyles.body}>
          <Todo look={look} said={null} />
          <div className={verdictStyles.actions}>
            <FileButton accept="image/*,application/pdf,.pdf" className={verdictStyles.choose} onFile={onFile}>
              <Image aria-hidden />
              <span>{t('checker.choose-another')}</span>
            </FileButton>
            <Button icon={<ClipboardPaste aria-hidden />} onClick={onPasting}>
              {t('checker.way.paste')}
            </Button>
          </div>
          <ContactLine contact={portal.contact} code={look.code} />
        </div>
      </article>
      <aside className={styles.aside} aria-labelledby="chosen">
        <h2 id="chosen">{t('checker.chosen')}</h2>
        {file.url !== null && <img className={styles.photo} src={file.url} alt={t('checker.chosen.photo')} />}
        <p className={styles.fileName}>{file.name}</p>
      </aside>
    </div>
  );
}
