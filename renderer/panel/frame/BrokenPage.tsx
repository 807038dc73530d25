import { RotateCw } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Page } from './Page.tsx';

/** A page that failed while it was drawn, or whose code could not be loaded since the program was updated. */
export function BrokenPage() {
  const t = useText();
  return (
    <Page title={t('panel.broken.title')} line={t('panel.broken.text')}>
      <Button size="medium" icon={<RotateCw aria-hidden />} onClick={() => location.reload()}>
        {t('panel.broken.reload')}
      </Button>
    </Page>
  );
}
