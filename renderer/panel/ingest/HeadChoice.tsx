import type { ImportAnswers } from '../../../server/ingest/imports.contract.ts';
import { useText } from '../../ui/language.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './ImportPage.module.css';

type Field = 'sbd' | 'name' | 'dob';
type Props = {
  readonly heads: readonly string[];
  readonly fields: readonly Field[];
  readonly answers: ImportAnswers;
  readonly onAnswer: (change: Partial<ImportAnswers>) => void;
};

/** Which head of the list holds the number, the name, the date: for a list whose heads tell nothing. */
export function HeadChoice({ heads, fields, answers, onAnswer }: Props) {
  const t = useText();
  const options = [
    { value: '', label: t('panel.import.head.none') },
    ...[...new Set(heads)].map((head) => ({ value: head, label: head })),
  ];
  return (
    <div className={styles.choices}>
      {fields.map((field) => (
        <Select
          key={field}
          label={t(`panel.import.field.${field}`)}
          options={options}
          value={answers.columns.find(([column]) => column === field)?.[1] ?? ''}
          onChange={(head) => {
            const others = answers.columns.filter(([column]) => column !== field);
            onAnswer({ columns: head === '' ? others : [...others, [field, head]] });
          }}
        />
      ))}
    </div>
  );
}
