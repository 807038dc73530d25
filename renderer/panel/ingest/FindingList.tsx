import type { Finding, IngestReport } from '../../../server/ingest/ingest.contract.ts';
import type { ImportAnswers } from '../../../server/ingest/imports.contract.ts';
import { Banner } from '../../ui/Banner.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { FindingAnswer } from './FindingAnswer.tsx';
import { findingKey, wordFacts } from './import-words.ts';
import styles from './ImportPage.module.css';
import { ResultWords } from './ResultWords.tsx';

type Props = {
  readonly report: IngestReport;
  readonly findings: readonly Finding[];
  readonly answers: ImportAnswers;
  readonly onAnswer: (change: Partial<ImportAnswers>) => void;
};

/** What was found: questions and warnings open, the rest folded. Each has examples with their rows. */
export function FindingList({ report, findings, answers, onAnswer }: Props) {
  const { t } = useLanguage();
  if (findings.length === 0) return null;
  const told = findings.filter(({ code }) => code !== 'row.changed');
  const loud = told.filter(({ level }) => level !== 'info');
  const quiet = told.filter(({ level }) => level === 'info');
  return (
    <div className={styles.findings}>
      {loud.map((finding) => (
        <Banner
          key={`${finding.code} ${finding.column} ${JSON.stringify(finding.facts)}`}
          tone={finding.level === 'question' ? 'bad' : 'warn'}
          title={<FindingText finding={finding} />}
          actions={<FindingAnswer finding={finding} answers={answers} onAnswer={onAnswer} />}
        >
          {finding.code === 'result.unknown' ? (
            <ResultWords finding={finding} names={report.result_names} answers={answers} onAnswer={onAnswer} />
          ) : (
            <Examples finding={finding} />
          )}
        </Banner>
      ))}
      {quiet.length > 0 && (
        <details className={styles.details}>
          <summary>{t('panel.import.found', { count: quiet.length })}</summary>
          <ul>
            {quiet.map((finding) => (
              <li key={`${finding.code} ${finding.column} ${JSON.stringify(finding.facts)}`}>
                <FindingText finding={finding} />
                <Examples finding={finding} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function FindingText({ finding: { code, column, count, facts } }: { readonly finding: Finding }) {
  const { t, isText } = useLanguage();
  const text = t(findingKey(code, isText), { column, ...wordFacts(facts) });
  return count > 1 ? t('panel.import.finding.times', { text, count }) : text;
}

function Examples({ finding: { examples } }: { readonly finding: Finding }) {
  const { t } = useLanguage();
  if (examples.length === 0) return null;
  return (
    <ul className={styles.examples}>
      {examples.map(({ row, before, after }, at) => (
        <li key={at}>
          {after === '' || after === before
            ? t('panel.import.example.one', { row, before })
            : t('panel.import.example', { row, before: withDots(before), after: withDots(after) })}
        </li>
      ))}
    </ul>
  );
}

/** Spaces in a row would be drawn as one. */
function withDots(text: string): string {
  return text.replace(/ {2,}/g, (spaces) => '·'.repeat(spaces.length));
}
