import { BadgeCheck, Hand } from 'lucide-react';
import { useEffect, useState } from 'react';
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
  const message = portal.gates.message?.[locale] ?? '';
  return (
    <KioskFrame portal={portal} tools={tools}>
      <main className={classNames(screen.main, styles.main)}>
        <Rosette className={styles.rose} />
        <section>
          <p className={screen.eyebrow}>{t('kiosk.closed.eyebrow')}</p>
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

type NoteProps = { readonly message: string; readonly contact: ScreenProps['portal']['contact'] };

/** The staff's own words, else where to go today. */
function ClosedNote({ message, contact }: NoteProps) {
  const { t } = useLanguage();
  const where = [contact.desk, contact.hours, contact.phone].filter((text) => text !== null).join(', ');
  if (message === '' && where === '') return null;
  return (
    <div className={styles.note}>
      <Hand aria-hidden />
      <p>
        <b>{t('kiosk.closed.today')}</b> {message === '' ? t('kiosk.closed.staff', { where }) : message}
      </p>
    </div>
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
