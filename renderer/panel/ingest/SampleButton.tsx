import { Download } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { usePanel } from '../frame/panel-context.ts';
import { sampleList } from './sample-list.ts';

/** A list to fill in, for a center that has none yet. */
export function SampleButton({ kind = 'plain' }: { readonly kind?: 'plain' | 'ghost' }) {
  const t = useText();
  const { subjects } = usePanel().portal;
  const save = () => {
    const content = sampleList(subjects.map(({ vi }) => vi));
    saveFile(new Blob([content], { type: 'text/csv' }), t('panel.import.sample-file.name'));
  };
  return (
    <Button size="medium" kind={kind} icon={<Download aria-hidden />} onClick={save}>
      {t('panel.import.sample-file')}
    </Button>
  );
}
