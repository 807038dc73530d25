import type { Finding, FindingCode } from '../../../server/ingest/ingest.contract.ts';
import type { ImportAnswers } from '../../../server/ingest/imports.contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import type { TextKey } from '../../../server/i18n/translate.ts';

type Props = {
  readonly finding: Finding;
  readonly answers: ImportAnswers;
  readonly onAnswer: (change: Partial<ImportAnswers>) => void;
};
type Answer = { readonly label: TextKey; readonly change: Partial<ImportAnswers> };

/** What can be said to a question or a doubt, one press each. */
export function FindingAnswer({ finding, answers, onAnswer }: Props) {
  const t = useText();
  return answersTo(finding, answers).map(({ label, change }) => (
    <Button key={label} size="small" onClick={() => onAnswer(change)}>
      {t(label)}
    </Button>
  ));
}

const monthFirst: Answer = { label: 'panel.import.answer.mdy', change: { dateOrder: 'mdy' } };
const dayFirst: Answer = { label: 'panel.import.answer.dmy', change: { dateOrder: 'dmy' } };

const fixed: Partial<Record<FindingCode, readonly Answer[]>> = {
  'dob.order-swapped': [monthFirst, dayFirst],
  'dob.order-month-first': [monthFirst, dayFirst],
  'dob.order-no-swap': [dayFirst],
  'dob.short-year': [{ label: 'panel.import.answer.short-years', change: { shortYears: true } }],
  'result.proposed': [{ label: 'panel.import.answer.proposals', change: { acceptProposals: true } }],
};
const otherSheets: readonly FindingCode[] = ['sheet.hidden', 'sheet.other', 'sheet.total'];

function answersTo({ code, facts }: Finding, answers: ImportAnswers): readonly Answer[] {
  if (code === 'name.capitals' || code === 'name.apostrophe') {
    return [{ label: 'panel.import.answer.cure', change: { cures: [...answers.cures, code] } }];
  }
  const { sheet } = facts;
  if (otherSheets.includes(code) && typeof sheet === 'string') {
    return [{ label: 'panel.import.answer.sheet', change: { sheet } }];
  }
  return fixed[code] ?? [];
}
