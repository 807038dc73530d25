import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { usersEndpoint } from '../../../server/auth/users.contract.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Table } from '../../ui/Table.tsx';
import { SessionList } from '../account/SessionList.tsx';
import { Page } from '../frame/Page.tsx';
import { AbilitiesTable } from './AbilitiesTable.tsx';
import type { UserAct } from './acts.ts';
import { userColumns } from './user-columns.tsx';
import { UserDialog } from './UserDialog.tsx';
import styles from './UsersPage.module.css';

/** Who may use the panel, what each role may do, who is in it now. */
export function UsersPage() {
  const t = useText();
  const { body, problem, retry } = useAsk(usersEndpoint, {});
  const [act, setAct] = useState<UserAct | null>(null);
  const users = body?.users;
  return (
    <Page
      title={t('panel.page.users')}
      line={users ? t('panel.users.line', { count: users.length }) : t('panel.users.line.rights')}
      actions={
        <Button size="medium" kind="primary" icon={<UserPlus aria-hidden />} onClick={() => setAct({ kind: 'add' })}>
          {t('panel.users.add')}
        </Button>
      }
    >
      <Table
        label={t('panel.page.users')}
        columns={userColumns(t, setAct)}
        rows={users}
        keyOf={({ id }) => id}
        problem={problem}
        onRetry={retry}
        empty={t('panel.users.empty')}
      />
      <AbilitiesTable />
      <section className={styles.section}>
        <h2>{t('panel.users.sessions')}</h2>
        <SessionList isEveryones />
      </section>
      {act && <UserDialog act={act} onAct={setAct} onClose={() => setAct(null)} />}
    </Page>
  );
}
