import { useText } from '../ui/language.tsx';
import { classNames } from '../ui/class-names.ts';
import { Rosette } from '../ui/Guilloche.tsx';
import styles from './ClosedScreen.module.css';
import { KioskFrame } from './KioskFrame.tsx';
import screen from './Screen.module.css';
import { ScreenHeading } from './ScreenHeading.tsx';
import type { ScreenProps } from './screen-props.ts';

type Props = Pick<ScreenProps, 'portal' | 'tools'> & { readonly done: number | null };

/** The center is being opened (a new list, an older folder taken over); how far, where it is known. */
export function PreparingScreen({ portal, tools, done }: Props) {
  const t = useText();
  return (
    <KioskFrame portal={portal} tools={tools}>
      <main className={classNames(screen.main, styles.main)}>
        <Rosette className={styles.rose} />
        <section>
          <p className={screen.eyebrow}>{t('kiosk.preparing.eyebrow')}</p>
          <ScreenHeading>{t('kiosk.preparing.title')}</ScreenHeading>
          <p className={screen.lead}>{t('kiosk.preparing.lead')}</p>
          <progress
            className={styles.progress}
            aria-label={t('kiosk.preparing.title')}
            {...(done !== null && { value: done })}
          />
        </section>
      </main>
    </KioskFrame>
  );
}
