import type { ReactNode } from 'react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { classNames } from '../ui/class-names.ts';
import { Rosette, WaveBand } from '../ui/Guilloche.tsx';
import { useText } from '../ui/language.tsx';
import { Logo } from '../ui/Logo.tsx';
import styles from './KioskFrame.module.css';
import { KioskTools, type Tools } from './KioskTools.tsx';

type Props = {
  readonly portal: PortalInfo;
  readonly tools: Tools;
  /** The result needs the height: a lower band on upright screens. */
  readonly isLow?: boolean;
  /** The screen does not say already where a person helps. */
  readonly hasFoot?: boolean;
  /** The keyboard, under everything else. */
  readonly dock?: ReactNode;
  readonly children: ReactNode;
};

/** Head, screen, tools within reach of a seat on upright screens, keyboard or foot. */
export function KioskFrame({ portal, tools, isLow = false, hasFoot = true, dock, children }: Props) {
  const t = useText();
  return (
    <div className={classNames(styles.kiosk, isLow && styles.low)}>
      <header className={styles.head}>
        <WaveBand className={styles.wave} />
        <Rosette className={styles.headRose} />
        <div className={styles.brand}>
          <Logo className={styles.logo} url={portal.branding.logo_url} name={portal.name} />
          <div>
            <b>{portal.name}</b>
            <span>{t('kiosk.head.subtitle')}</span>
          </div>
        </div>
        <KioskTools tools={tools} place="head" />
      </header>
      {children}
      <KioskTools tools={tools} place="reach" />
      {dock ?? (hasFoot && <Foot portal={portal} />)}
    </div>
  );
}

function Foot({ portal: { contact } }: { readonly portal: PortalInfo }) {
  const t = useText();
  const where = [contact.phone, contact.hours].filter((text) => text !== null).join(', ');
  if (where === '' && contact.desk === null) return null;
  return (
    <footer className={styles.foot}>
      <span>{where}</span>
      {contact.desk !== null && <span>{t('kiosk.foot.help', { desk: contact.desk })}</span>}
    </footer>
  );
}
