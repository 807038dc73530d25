import type { IngestReport } from '../../../server/ingest/ingest.contract.ts';
import { useText } from '../../ui/language.tsx';

/** What staff call a column of the round; results and extra columns keep the name they have in the list or config. */
export function useColumnName({
  targets,
  columns,
}: Pick<IngestReport, 'targets' | 'columns'>): (column: string) => string {
  const t = useText();
  return (column) => {
    const { field = 'extra' } = targets.find((target) => target.column === column) ?? {};
    if (field !== 'result' && field !== 'extra') return t(`panel.import.field.${field}`);
    return columns.find((used) => used.column === column)?.head ?? column;
  };
}
