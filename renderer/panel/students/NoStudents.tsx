import { FileInput, Inbox } from 'lucide-react';
import { useNavigate } from 'react-router';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { Page } from '../frame/Page.tsx';
import { usePageLink } from '../frame/use-page-link.ts';
import { SampleButton } from '../ingest/SampleButton.tsx';
import styles from './StudentsPage.module.css';

/** A center without a list: how to get one. */
export function NoStudents() {
  const t = useText();
  const go = useNavigate();
  const importPage = usePageLink('import');
  return (
    <Page title={t('panel.page.students')} line={t('panel.students.none.line')}>
      <section className={styles.nobody}>
        <Inbox aria-hidden />
        <h2>{t('panel.students.none')}</h2>
        <p>{t(importPage === null ? 'panel.students.none.viewer' : 'panel.students.none.text')}</p>
        {importPage !== null && (
          <p className={styles.ways}>
            <Button size="medium" kind="primary" icon={<FileInput aria-hidden />} onClick={() => void go(importPage)}>
              {t('panel.page.import')}
            </Button>
            <SampleButton />
          </p>
        )}
      </section>
    </Page>
  );
}
