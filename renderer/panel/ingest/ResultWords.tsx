import type { Finding } from '../../../server/ingest/ingest.contract.ts';
import type { ImportAnswers } from '../../../server/ingest/imports.contract.ts';
import { useText } from '../../ui/language.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './ImportPage.module.css';

type Props = {
  readonly finding: Finding;
  readonly names: readonly string[];
  readonly answers: ImportAnswers;
  readonly onAnswer: (change: Partial<ImportAnswers>) => void;
};

/** Result words that the config does not know: what each means is said once, and kept for lists of this kind. */
export function ResultWords({ finding: { examples }, names, answers, onAnswer }: Props) {
  const t = useText();
  const options = [
    { value: '', label: t('panel.import.result.keep') },
    ...names.map((value) => ({ value, label: value })),
  ];
  return (
    <div className={styles.choices}>
      {examples.map(({ before: word }) => (
        <Select
          key={word}
          label={t('panel.import.result.means', { word })}
          options={options}
          value={answers.mapResults.find(([known]) => known === word)?.[1] ?? ''}
          onChange={(name) => {
            const others = answers.mapResults.filter(([known]) => known !== word);
            onAnswer({ mapResults: name === '' ? others : [...others, [word, name]] });
          }}
        />
      ))}
    </div>
  );
}
