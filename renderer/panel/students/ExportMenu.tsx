import { Download } from 'lucide-react';
import { exportStudentsEndpoint } from '../../../server/students/students.contract.ts';
import { useSignedIn } from '../../api/session.tsx';
import { useSaveFile } from '../../api/use-save-file.ts';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { isAtLeast } from '../is-at-least.ts';
import styles from './StudentsPage.module.css';
import type { RowsRequest } from './use-student-rows.ts';

type Props = { readonly request: RowsRequest; readonly total: number };

/** A file of what the filter shows, in the order it is shown in. */
export function ExportMenu({ request, total }: Props) {
  const { t, locale } = useLanguage();
  const { role } = useSignedIn();
  const { save, busy, problem } = useSaveFile(exportStudentsEndpoint);
  if (!isAtLeast(role, 'admin') || total === 0) return null;
  const hint = t('panel.students.export.rows', { count: total.toLocaleString(locale) });
  return (
    <>
      {problem && (
        <div className={styles.refused}>
          <ProblemText problem={problem} />
        </div>
      )}
      <Menu
        trigger={
          <Button size="medium" icon={<Download aria-hidden />} busy={busy}>
            {t('panel.students.export')}
          </Button>
        }
      >
        <MenuItem hint={hint} onSelect={() => void save({ ...request, format: 'xlsx' })}>
          {t('panel.students.export.xlsx')}
        </MenuItem>
        <MenuItem hint={hint} onSelect={() => void save({ ...request, format: 'csv' })}>
          {t('panel.students.export.csv')}
        </MenuItem>
      </Menu>
    </>
  );
}
