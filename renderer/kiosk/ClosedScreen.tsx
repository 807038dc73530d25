import { BadgeCheck, Hand } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Locale } from '../../server/i18n/translate.ts';
import { useLanguage } from '../ui/language.tsx';
import { classNames } from '../ui/class-names.ts';
import { Rosette } from '../ui/Guilloche.tsx';
import styles from './ClosedScreen.module.css';
import { KioskFrame } from './KioskFrame.tsx';
import { openingWords } from './opening-words.ts';
import screen from './Screen.module.css';
import { ScreenHeading } from './ScreenHeading.tsx';
import type { ScreenProps } from './screen-props.ts';

/** Nothing to do here; it opens by itself when the gate does. */
export function ClosedScreen({ portal, tools }: Pick<ScreenProps, 'portal' | 'tools'>) {
  const language = useLanguage();
  const { locale, t } = language;
  const now = useMinute();
  const opening = openingWords(portal.gates.next_opening, now, language);
  const message = messageIn(portal.gates.message, locale);
  return (
    <KioskFrame portal={portal} tools={tools} hasFoot={message !== null}>
      <main className={classNames(screen.main, styles.main)}>
        <Rosette className={styles.rose} />
        <section>
          {opening && <p className={screen.eyebrow}>{t('kiosk.closed.eyebrow')}</p>}
          <ScreenHeading>{opening?.headline ?? t('kiosk.closed.title')}</ScreenHeading>
          <p className={screen.lead}>
            {opening ? t('kiosk.closed.lead-day', { day: opening.day }) : t('kiosk.closed.lead')}
          </p>
          <ClosedNote message={message} contact={portal.contact} />
          {portal.qr_verify && (
            <a className={screen.link} href="/certificate-checker">
              <BadgeCheck aria-hidden />
              <span>{t('kiosk.closed.checker')}</span>
            </a>
          )}
        </section>
      </main>
    </KioskFrame>
  );
}

type Message = { readonly text: string; readonly locale: Locale };

/** In the reader's language, else in the one that staff wrote; null where they wrote none. */
function messageIn(message: ScreenProps['portal']['gates']['message'], locale: Locale): Message | null {
  const other = locale === 'vi' ? 'en' : 'vi';
  for (const language of [locale, other] as const) {
    const text = message?.[language] ?? '';
    if (text !== '') return { text, locale: language };
  }
  return null;
}

type NoteProps = { readonly message: Message | null; readonly contact: ScreenProps['portal']['contact'] };

/** The staff's own words, else where to go today; a center that named no place has staff all the same. */
function ClosedNote({ message, contact }: NoteProps) {
  const { t } = useLanguage();
  return (
    <div className={styles.note}>
      <Hand aria-hidden />
      <div>
        <b>{t('kiosk.closed.today')}</b>
        {message === null ? <WhereToGo contact={contact} /> : <p lang={message.locale}>{message.text}</p>}
      </div>
    </div>
  );
}

function WhereToGo({ contact: { desk, hours, phone } }: Pick<NoteProps, 'contact'>) {
  const { t } = useLanguage();
  return (
    <>
      <p>{desk === null ? t('kiosk.closed.ask') : t('kiosk.closed.ask-at', { desk })}</p>
      {hours !== null && <p>{t('kiosk.closed.hours', { hours })}</p>}
      {phone !== null && <p>{t('kiosk.closed.call', { phone })}</p>}
      <p>{t('kiosk.closed.bring')}</p>
    </>
  );
}

/** The wall time, renewed each half minute: "tomorrow" becomes "today" at midnight. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
