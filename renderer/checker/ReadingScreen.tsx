import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/language.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import { ScreenTitle } from './ScreenTitle.tsx';
import styles from './ReadingScreen.module.css';

export function ReadingScreen({ center, onCancel }: { readonly center: string; readonly onCancel: () => void }) {
  const t = useText();
  return (
    <section className={styles.reading}>
      <div>
        <Spinner />
        <ScreenTitle title={t('checker.reading')} center={center} />
      </div>
      <Button onClick={onCancel}>{t('checker.cancel')}</Button>
    </section>
  );
}
