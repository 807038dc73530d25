import { useEffect, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/language.tsx';
import { classNames } from '../ui/class-names.ts';
import { KioskFrame } from './KioskFrame.tsx';
import styles from './result/ResultScreen.module.css';
import screen from './Screen.module.css';
import { ScreenHeading } from './ScreenHeading.tsx';
import type { ScreenProps } from './screen-props.ts';
import { useScreenKeys } from './use-screen-keys.ts';

const stillLookingMs = 5000;

/** The result's skeleton; after 5 s it says that it still looks, and may be left. */
export function LookingScreen({ portal, tools, state, dispatch }: ScreenProps) {
  const t = useText();
  const [isLong, setLong] = useState(false);
  const cancel = () => dispatch({ kind: 'edit', focus: null });
  useScreenKeys({ onEscape: cancel });
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), stillLookingMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <KioskFrame portal={portal} tools={tools} isLow>
      <main className={classNames(screen.main, styles.result)} aria-busy="true">
        <section className={styles.side}>
          <p className={screen.eyebrow}>{t('kiosk.looking.title')}</p>
          <ScreenHeading className={styles.name}>{state.entries.name.trim() || state.entries.sbd}</ScreenHeading>
          <span className={classNames(styles.skeleton, styles.skeletonLine)} />
          <span className={styles.skeleton} />
          <span className={styles.skeleton} />
          <p className={styles.meta} role="status">
            {t(isLong ? 'kiosk.looking.still' : 'kiosk.looking.lead')}
          </p>
          {isLong && (
            <div className={screen.row}>
              <Button onClick={cancel}>{t('kiosk.looking.cancel')}</Button>
            </div>
          )}
        </section>
        <section className={styles.paper}>
          <div className={classNames(styles.sheet, styles.skeletonSheet)} />
        </section>
      </main>
    </KioskFrame>
  );
}
