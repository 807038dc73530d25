import { Keyboard, Pencil, Search } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { useLanguage } from '../ui/language.tsx';
import { classNames } from '../ui/class-names.ts';
import { dateWords, toDateText } from './date-words.ts';
import { KioskFrame } from './KioskFrame.tsx';
import styles from './NotFoundScreen.module.css';
import screen from './Screen.module.css';
import { ScreenHeading } from './ScreenHeading.tsx';
import type { ScreenProps } from './screen-props.ts';
import { StaffHelp } from './StaffHelp.tsx';
import { useScreenKeys } from './use-screen-keys.ts';
import { fieldsOf, type FieldName } from './views.ts';

const labels = {
  name: 'kiosk.search.name',
  date: 'kiosk.search.dob',
  sbd: 'kiosk.search.sbd',
  phone: 'kiosk.search.phone',
} as const;

/** One screen for "none" and "more than one". It never says which entry was wrong, and gives all of them back. */
export function NotFoundScreen({ portal, tools, state, dispatch }: ScreenProps) {
  const { t } = useLanguage();
  const fields = fieldsOf(portal.mode, state.asksSbd);
  const edit = (focus: FieldName | null) => dispatch({ kind: 'edit', focus });
  const first = fields[0] === 'name' ? 'name' : 'sbd';
  useScreenKeys({ onEnter: () => edit(first), onEscape: () => edit(first) });
  return (
    <KioskFrame portal={portal} tools={tools}>
      <main className={classNames(screen.main, styles.main)}>
        <section>
          <ScreenHeading>{t('kiosk.not-found.title')}</ScreenHeading>
          <p className={screen.lead}>{t('kiosk.not-found.lead')}</p>
          <div className={styles.check}>
            {fields.map((field) => (
              <EntryRow key={field} field={field} state={state} onEdit={() => edit(field === 'date' ? 'day' : field)} />
            ))}
          </div>
          <div className={screen.row}>
            <Button kind="primary" icon={<Search aria-hidden />} onClick={() => edit(first)}>
              {t('kiosk.not-found.edit')}
            </Button>
            {portal.mode === 'name_dob_captcha' && !state.asksSbd && (
              <Button icon={<Keyboard aria-hidden />} onClick={() => dispatch({ kind: 'asked-sbd', asks: true })}>
                {t('kiosk.not-found.by-number')}
              </Button>
            )}
          </div>
        </section>
        <StaffHelp title={t('kiosk.not-found.still')} contact={portal.contact} code="K-104" />
      </main>
    </KioskFrame>
  );
}

type RowProps = Pick<ScreenProps, 'state'> & {
  readonly field: 'name' | 'date' | 'sbd' | 'phone';
  readonly onEdit: () => void;
};

function EntryRow({ field, state: { entries }, onEdit }: RowProps) {
  const { locale, t } = useLanguage();
  return (
    <button type="button" className={styles.entry} onClick={onEdit}>
      <span>
        <small>{t(labels[field])}</small>
        <b>{field === 'date' ? dateWords(entries, locale, t) : entries[field]}</b>
        {field === 'date' && <i>{t('kiosk.not-found.typed-date', { date: toDateText(entries) })}</i>}
      </span>
      <em>
        <Pencil aria-hidden />
        {t('kiosk.sum.edit')}
      </em>
    </button>
  );
}
