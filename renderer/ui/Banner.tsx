import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';
import { classNames } from './class-names.ts';

type BannerTone = 'ok' | 'warn' | 'bad' | 'info';

type Props = {
  readonly tone: BannerTone;
  readonly title: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
};

const icons: Readonly<Record<BannerTone, LucideIcon>> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
};

/** Something the whole page is about, with what to do. Bad ones are said aloud at once. */
export function Banner({ tone, title, actions, children }: Props) {
  const Icon = icons[tone];
  return (
    <div className={classNames(styles.banner, styles[tone])} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
