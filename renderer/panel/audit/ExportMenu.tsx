import { Download, FileCheck, FileText, Printer, ShieldCheck, Stamp } from 'lucide-react';
import { useState } from 'react';
import { auditExportEndpoint } from '../../../server/audit/audit.contract.ts';
import { useSignedIn } from '../../api/session.tsx';
import { useSaveFile } from '../../api/use-save-file.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { isAtLeast } from '../is-at-least.ts';
import { CheckpointSlip } from './CheckpointSlip.tsx';

/** The log as a file that can be verified, the page that verifies it, a table for reading, and what is kept outside. */
export function ExportMenu() {
  const t = useText();
  const { role } = useSignedIn();
  const [isSigning, setSigning] = useState(false);
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
        <MenuItem
          icon={<Stamp aria-hidden />}
          hint={t('panel.audit.export.checkpoints.hint')}
          onSelect={() => void save({ format: 'checkpoints' })}
        >
          {t('panel.audit.export.checkpoints')}
        </MenuItem>
        {isAtLeast(role, 'admin') && (
          <MenuItem icon={<Printer aria-hidden />} hint={t('panel.audit.slip.hint')} onSelect={() => setSigning(true)}>
            {t('panel.audit.slip')}
          </MenuItem>
        )}
      </Menu>
      {isSigning && <CheckpointSlip onClose={() => setSigning(false)} />}
    </>
  );
}
