import { useEffect, useEffectEvent } from 'react';
import { ListEncoding } from '../../../server/ingest/ingest.contract.ts';
import type { ImportState } from '../../../server/ingest/imports.contract.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { Select } from '../../ui/Select.tsx';
import { HeadChoice } from './HeadChoice.tsx';
import { importProblem } from './import-problem.ts';
import styles from './ImportPage.module.css';
import type { ImportFace } from './use-import.ts';

type Props = { readonly list: ImportState; readonly face: ImportFace };

/** The list has not been read yet, or could not be: why, and what can be answered so that it can. */
export function FailedStep({ list, face }: Props) {
  const { t } = useLanguage();
  const { review, discard, open } = face;
  const begin = useEffectEvent(() => void review.send({ id: list.id, answers: {} }));
  const isFresh = list.phase === 'uploaded';
  useEffect(() => {
    if (!isFresh) return;
    const soon = setTimeout(() => begin());
    return () => clearTimeout(soon);
  }, [isFresh]);
  if (isFresh) return null;
  return (
    <>
      <Reason list={list} face={face} />
      <div className={styles.actions}>
        <Button size="medium" onClick={() => void discard.send({ id: list.id }).then(() => open(null))}>
          {t('panel.import.other-file')}
        </Button>
        <Button
          size="medium"
          kind="primary"
          busy={review.busy}
          onClick={() => void review.send({ id: list.id, answers: {} })}
        >
          {t('panel.import.read-again')}
        </Button>
      </div>
    </>
  );
}

function Reason({ list: { id, job, answers }, face: { review } }: Props) {
  const { t, isText } = useLanguage();
  if (job === null || job.status === 'cancelled') return <Banner tone="info" title={t('panel.import.cancelled')} />;
  const ask = (change: Partial<ImportState['answers']>) => void review.send({ id, answers: change });
  const found = job.problem?.facts['found'];
  return (
    <>
      <Banner tone="bad" title={t('panel.import.failed')}>
        {importProblem(job, t, isText)}
      </Banner>
      {Array.isArray(found) && (
        <HeadChoice heads={found.map(String)} answers={answers} onAnswer={ask} fields={['sbd', 'name', 'dob']} />
      )}
      {job.problem?.code === 'ingest.encoding' && (
        <Select
          label={t('panel.import.encoding')}
          options={ListEncoding.options.map((value) => ({ value, label: t(`panel.import.encoding.${value}`) }))}
          value={answers.encoding ?? 'utf-8'}
          onChange={(encoding) => ask({ encoding })}
        />
      )}
    </>
  );
}
