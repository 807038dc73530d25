import { useState } from 'react';
import { FileDown } from 'lucide-react';
import { lanPosterEndpoint } from '../../../server/lan/lan.contract.ts';
import type { Locale } from '../../../server/i18n/translate.ts';
import { useSaveFile } from '../../api/use-save-file.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Field } from '../../ui/Field.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { Select } from '../../ui/Select.tsx';
import { bare } from './bare.ts';
import styles from './LanPage.module.css';

type Props = { readonly url: string | null; readonly wifi: string };

/** The sheet for the wall: what it will say, and the file. */
export function PosterForm({ url, wifi: wifiBefore }: Props) {
  const { t, locale } = useLanguage();
  const [wifi, setWifi] = useState(wifiBefore);
  const [spoken, setSpoken] = useState<Locale>(locale);
  const { save, busy, problem } = useSaveFile(lanPosterEndpoint);
  if (url === null) {
    return (
      <Card title={t('panel.lan.poster')}>
        <p>{t('panel.lan.poster-off')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('panel.lan.poster')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save({ locale: spoken, wifi });
        }}
      >
        <p>{t('panel.lan.poster-text')}</p>
        <div className={styles.sheet}>
          <QrCode text={url} label={t('panel.today.code', { url })} className={styles.code} />
          <b>{bare(url)}</b>
        </div>
        <Field
          name="wifi"
          label={t('panel.lan.poster-wifi')}
          value={wifi}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => setWifi(event.target.value)}
        />
        <Select
          label={t('panel.lan.poster-language')}
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
          value={spoken}
          onChange={setSpoken}
        />
        <ProblemText problem={problem} />
        <Button kind="primary" size="medium" type="submit" busy={busy} icon={<FileDown aria-hidden />}>
          {t('panel.lan.poster-do')}
        </Button>
      </form>
    </Card>
  );
}
