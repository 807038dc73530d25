import { Download, FileCheck, FileText, ShieldCheck } from 'lucide-react';
import { auditExportEndpoint } from '../../../server/audit/audit.contract.ts';
import { useSaveFile } from '../../api/use-save-file.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';

/** The log as a file that can be verified, the page that verifies it, a table for reading. */
export function ExportMenu() {
  const t = useText();
  const { save, busy, problem } = useSaveFile(auditExportEndpoint);
  return (
    <>
      <ProblemText problem={problem} />
      <Menu
        trigger={
          <Button size="medium" busy={busy} icon={<Download aria-hidden />}>
            {t('panel.audit.export')}
          </Button>
        }
      >
        <MenuItem
          icon={<FileCheck aria-hidden />}
          hint={t('panel.audit.export.jsonl.hint')}
          onSelect={() => void save({ format: 'jsonl' })}
        >
          {t('panel.audit.export.jsonl')}
        </MenuItem>
        <MenuItem
          icon={<ShieldCheck aria-hidden />}
          hint={t('panel.audit.export.verifier.hint')}
          onSelect={() => void save({ format: 'verifier' })}
        >
          {t('panel.audit.export.verifier')}
        </MenuItem>
        <MenuItem
          icon={<FileText aria-hidden />}
          hint={t('panel.audit.export.csv.hint')}
          onSelect={() => void save({ format: 'csv' })}
        >
          {t('panel.audit.export.csv')}
        </MenuItem>
      </Menu>
    </>
  );
}
