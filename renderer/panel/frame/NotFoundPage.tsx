import { Link } from 'react-router';
import { useText } from '../../ui/language.tsx';
import { Page } from './Page.tsx';

/** An address that is no page, or none that this role may see: the two are not told apart. */
export function NotFoundPage() {
  const t = useText();
  return (
    <Page title={t('panel.not-found.title')} line={t('panel.not-found.text')}>
      <p>
        <Link to="/">{t('panel.not-found.home')}</Link>
      </p>
    </Page>
  );
}
