import { ListEncoding, type IngestReport } from '../../../server/ingest/ingest.contract.ts';
import type { ImportAnswers, ImportState } from '../../../server/ingest/imports.contract.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Select } from '../../ui/Select.tsx';
import { usePanel } from '../frame/panel-context.ts';
import { ColumnTable } from './ColumnTable.tsx';
import { FindingList } from './FindingList.tsx';
import styles from './ImportPage.module.css';
import type { ImportFace } from './use-import.ts';

type Props = { readonly list: ImportState; readonly report: IngestReport; readonly face: ImportFace };

/** How the list was understood, each guess with a sample and changeable; what needs an answer stands first. */
export function ColumnsStep({ list, report, face }: Props) {
  const t = useText();
  const { rounds } = usePanel().portal;
  const { answers } = list;
  const ask = (change: Partial<ImportAnswers>) => void face.review.send({ id: list.id, answers: change });
  const questions = report.findings.filter(({ level }) => level === 'question');
  const others = report.findings.filter(({ level }) => level !== 'question');
  const open = questions.length;
  return (
    <>
      {list.is_source_known && <Banner tone="info" title={t('panel.import.known-source')} />}
      <div className={styles.choices}>
        <Select
          label={t('panel.import.round')}
          options={rounds.map(({ id, label }) => ({ value: id, label }))}
          value={answers.roundId}
          onChange={(roundId) => ask({ roundId })}
        />
        {report.encoding !== null && (
          <Select
            label={t('panel.import.encoding')}
            options={ListEncoding.options.map((value) => ({ value, label: t(`panel.import.encoding.${value}`) }))}
            value={answers.encoding ?? ListEncoding.parse(report.encoding)}
            onChange={(encoding) => ask({ encoding })}
          />
        )}
        <Select
          label={t('panel.import.date-order')}
          options={(['', 'dmy', 'mdy'] as const).map((value) => ({
            value,
            label: t(`panel.import.date-order.${value === '' ? 'found' : value}`),
          }))}
          value={answers.dateOrder ?? ''}
          onChange={(order) => ask({ dateOrder: order === '' ? null : order })}
        />
      </div>
      <ProblemText problem={face.review.problem} />
      <FindingList {...{ report, answers }} findings={questions} onAnswer={ask} />
      <ColumnTable report={report} answers={answers} onAnswer={ask} />
      <FindingList {...{ report, answers }} findings={others} onAnswer={ask} />
      <div className={styles.foot}>
        <Button size="medium" onClick={() => void face.discard.send({ id: list.id }).then(() => face.open(null))}>
          {t('panel.import.other-file')}
        </Button>
        {open > 0 && <span className={styles.quiet}>{t('panel.import.questions', { count: open })}</span>}
        <Button size="medium" kind="primary" disabled={open > 0} onClick={() => face.open(list.id, 'review')}>
          {t('panel.import.to-review')}
        </Button>
      </div>
    </>
  );
}
