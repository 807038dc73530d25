import type { IngestReport } from '../../../server/ingest/ingest.contract.ts';
import { useLanguage } from '../../ui/language.tsx';
import { usePanel } from '../frame/panel-context.ts';

/** What staff call a column of the round; extra columns keep the name they have in the list or in the config. */
export function useColumnName({
  targets,
  columns,
}: Pick<IngestReport, 'targets' | 'columns'>): (column: string) => string {
  const { t, locale } = useLanguage();
  const { subjects } = usePanel().portal;
  return (column) => {
    const { field = 'extra', subject: code = null } = targets.find((target) => target.column === column) ?? {};
    if (field !== 'result' && field !== 'extra') return t(`panel.import.field.${field}`);
    const subject = subjects.find((one) => one.code === code);
    return subject?.[locale] ?? columns.find((used) => used.column === column)?.head ?? column;
  };
}
