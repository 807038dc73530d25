import { useState } from 'react';
import {
  gatesMessageEndpoint,
  type GatesMessage,
  gatesOverviewEndpoint,
} from '../../../server/gates/gates.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './GatesPage.module.css';
import { momentWords } from '../moment-words.ts';

type Props = { readonly message: GatesMessage; readonly nextOpening: string | null };

const most = 200;

/** What students read while it is closed, in both languages, as they will see it. */
export function MessageForm({ message, nextOpening }: Props) {
  const language = useLanguage();
  const { locale, t } = language;
  const tell = useToast();
  const [typed, setTyped] = useState(message);
  const { send, busy, problem } = useSend(gatesMessageEndpoint, { refreshes: [gatesOverviewEndpoint.path] });
  const at = nextOpening === null ? null : momentWords(nextOpening, language);
  const shown = typed[locale] === '' ? typed[locale === 'vi' ? 'en' : 'vi'] : typed[locale];

  async function save(): Promise<void> {
    const answer = await send({ message: typed });
    if (answer.ok) tell(t('panel.gates.message-saved'));
  }
  return (
    <Card title={t('panel.gates.preview')}>
      <div className={styles.preview}>
        <b>{at === null ? t('panel.gates.preview-closed') : t('panel.gates.preview-opens', { at })}</b>
        <p>{shown === '' ? t('panel.gates.preview-none') : shown}</p>
      </div>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {(['vi', 'en'] as const).map((code) => (
          <label key={code}>
            {t(`panel.gates.message.${code}`)}
            <textarea
              lang={code}
              maxLength={most}
              value={typed[code]}
              onChange={({ currentTarget: { value } }) => setTyped((now) => ({ ...now, [code]: value }))}
            />
            <small>{t('panel.gates.left', { count: most - typed[code].length })}</small>
          </label>
        ))}
        <ProblemText problem={problem} />
        <div>
          <Button size="medium" kind="primary" type="submit" busy={busy}>
            {t('panel.gates.message-save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
