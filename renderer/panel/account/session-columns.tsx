import type { SessionRow } from '../../../server/auth/auth.contract.ts';
import type { Translate } from '../../../server/i18n/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Moment } from '../../ui/Moment.tsx';
import type { Column } from '../../ui/table-columns.ts';
import styles from './AccountPage.module.css';
import { deviceOf } from './device-of.ts';

type Options = { readonly isEveryones: boolean; readonly onEnd: (session: SessionRow) => void };

export function sessionColumns(t: Translate, { isEveryones, onEnd }: Options): readonly Column<SessionRow>[] {
  const person: Column<SessionRow> = {
    id: 'person',
    title: t('panel.users.person'),
    isRowName: true,
    cell: ({ email }) => <b>{email}</b>,
  };
  return [
    ...(isEveryones ? [person] : []),
    {
      id: 'device',
      title: t('panel.session.device'),
      cell: ({ user_agent: agent, address, is_current: isCurrent }) => (
        <span className={styles.device}>
          <b>
            {deviceOf(agent) ?? t('panel.session.unknown-device')}{' '}
            {isCurrent && <Chip tone="brand">{t('panel.session.this')}</Chip>}
          </b>
          <small>{address}</small>
        </span>
      ),
    },
    {
      id: 'begun',
      title: t('panel.session.begun'),
      cell: ({ created_at: at }) => (
        <span className={styles.quiet}>
          <Moment at={at} />
        </span>
      ),
    },
    {
      id: 'seen',
      title: t('panel.session.seen'),
      cell: ({ last_seen_at: at }) => (
        <span className={styles.quiet}>
          <Moment at={at} />
        </span>
      ),
    },
    {
      id: 'end',
      title: t('panel.users.acts'),
      hidesTitle: true,
      align: 'end',
      cell: (session) => (
        <Button size="small" onClick={() => onEnd(session)}>
          {t('panel.session.end')}
        </Button>
      ),
    },
  ];
}
