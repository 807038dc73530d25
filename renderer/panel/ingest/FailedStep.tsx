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
export function FailedStep({ list, face: { review, discard, open } }: Props) {
  const { t, isText } = useLanguage();
  const begin = useEffectEvent(() => void review.send({ id: list.id, answers: {} }));
  const isFresh = list.phase === 'uploaded';
  useEffect(() => {
    if (isFresh) begin();
  }, [isFresh]);
  if (isFresh) return null;
  const { job, answers } = list;
  const ask = (change: Partial<ImportState['answers']>) => void review.send({ id: list.id, answers: change });
  const found = job?.problem?.facts['found'];
  const again = (
    <div className={styles.actions}>
      <Button size="medium" onClick={() => void discard.send({ id: list.id }).then(() => open(null))}>
        {t('panel.import.other-file')}
      </Button>
      <Button size="medium" kind="primary" busy={review.busy} onClick={() => ask({})}>
        {t('panel.import.read-again')}
      </Button>
    </div>
  );
  if (job?.status === 'cancelled' || job === null) {
    return (
      <>
        <Banner tone="info" title={t('panel.import.cancelled')} />
        {again}
      </>
    );
  }
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
      {again}
    </>
  );
}
