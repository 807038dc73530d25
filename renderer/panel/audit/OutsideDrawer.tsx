import { useState } from 'react';
import { auditVerdictEndpoint, type OutsideChange } from '../../../server/audit/audit.contract.ts';
import { useSignedIn } from '../../api/session.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { useText } from '../../ui/language.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { AcceptDialog, type Acceptable } from './AcceptDialog.tsx';
import styles from './AuditPage.module.css';

/** The records that another program changed, each to be looked at and accepted. */
export function OutsideDrawer({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { role } = useSignedIn();
  const { body } = useAsk(auditVerdictEndpoint, {});
  const [accepting, setAccepting] = useState<Acceptable | null>(null);
  const outside = body?.outside;
  const oneOf = ({ table, key }: OutsideChange): Acceptable => ({
    ...{ table, key },
    title: t('panel.audit.accept.title', { key }),
    text: t('panel.audit.accept.text'),
    done: t('panel.audit.accepted', { key }),
  });
  const allOf = ({ table, count }: { readonly table: string; readonly count: number }): Acceptable => ({
    ...{ table, key: '*' },
    title: t('panel.audit.accept.all.title', { count, table }),
    text: t('panel.audit.accept.all.text'),
    done: t('panel.audit.accept.all.done', { count }),
  });
  return (
    <Drawer title={t('panel.audit.outside.heading')} onClose={onClose}>
      <p className={styles.lead}>{t(outside?.total === 0 ? 'panel.audit.outside.none' : 'panel.audit.outside.what')}</p>
      <ul className={styles.changes}>
        {outside?.rows.map((change) => (
          <li key={`${change.table} ${change.key}`}>
            <div>
              <b>{change.key}</b>
              <small>{t(`panel.audit.outside.${change.kind}`, { place: change.round_id ?? change.table })}</small>
              <small>
                <Moment at={change.found_at} />
              </small>
            </div>
            {role === 'super-admin' && (
              <Button size="small" onClick={() => setAccepting(oneOf(change))}>
                {t('panel.audit.accept')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {outside && outside.total > outside.rows.length && (
        <p>{t('panel.audit.outside.more', { count: outside.total - outside.rows.length })}</p>
      )}
      {role === 'super-admin' && (
        <div className={styles.allOf}>
          {outside?.tables
            .filter(({ count }) => count > 1)
            .map((each) => (
              <Button key={each.table} size="small" onClick={() => setAccepting(allOf(each))}>
                {t('panel.audit.accept.all', { ...each })}
              </Button>
            ))}
        </div>
      )}
      {accepting && <AcceptDialog change={accepting} onClose={() => setAccepting(null)} />}
    </Drawer>
  );
}
