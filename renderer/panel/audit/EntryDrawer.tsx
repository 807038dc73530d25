import type { AuditEntryShown } from '../../../server/audit/audit.contract.ts';
import { Chip } from '../../ui/Chip.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { showMoment } from '../../ui/show-moment.ts';
import styles from './AuditPage.module.css';
import { kindOf } from './kinds.ts';
import { sayAddress, sayEntry, sayPerson } from './say-entry.ts';

type Props = { readonly entry: AuditEntryShown; readonly onClose: () => void };

/** One entry with its code and all that was written with it. */
export function EntryDrawer({ entry, onClose }: Props) {
  const language = useLanguage();
  const { t, locale } = language;
  const { tone, label } = kindOf(entry.action);
  return (
    <Drawer
      title={sayEntry(entry, language)}
      over={t('panel.audit.entry', { seq: entry.seq })}
      under={
        <div>
          <Chip tone={tone}>{t(label)}</Chip>
        </div>
      }
      onClose={onClose}
    >
      <dl className={styles.facts}>
        <Fact name={t('panel.audit.at')}>{showMoment(new Date(entry.at), new Date(), locale).full}</Fact>
        <Fact name={t('panel.audit.person')}>{sayPerson(entry, language)}</Fact>
        <Fact name={t('panel.audit.from')}>{sayAddress(entry.address, language)}</Fact>
        <Fact name={t('panel.audit.target')}>{entry.target ?? '–'}</Fact>
        <Fact name={t('panel.audit.code')}>
          <code>{entry.action}</code>
        </Fact>
        {Object.entries(entry.metadata).map(([name, value]) => (
          <Fact key={name} name={<code>{name}</code>}>
            <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
          </Fact>
        ))}
        {entry.session !== null && (
          <Fact name={t('panel.audit.session')}>
            <code>{entry.session}</code>
          </Fact>
        )}
        <Fact name={t('panel.audit.hash')}>
          <code>{entry.hash}</code>
        </Fact>
        {entry.commit_hash !== null && (
          <Fact name={t('panel.audit.commit')}>
            <code>{entry.commit_hash}</code>
          </Fact>
        )}
      </dl>
      <CopyButton size="small" label={t('panel.audit.copy')} text={JSON.stringify(entry, null, 2)} />
    </Drawer>
  );
}

type FactProps = { readonly name: React.ReactNode; readonly children: React.ReactNode };

function Fact({ name, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
