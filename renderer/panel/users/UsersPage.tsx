import { useText } from '../../ui/language.tsx';
import { Page } from '../frame/Page.tsx';
import { AbilitiesTable } from './AbilitiesTable.tsx';

/** Who may use the panel, and what each role may do. */
export function UsersPage() {
  const t = useText();
  return (
    <Page title={t('panel.page.users')} line={t('panel.users.line')}>
      <AbilitiesTable />
    </Page>
  );
}
