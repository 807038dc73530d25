import type { Finding } from '../../../server/ingest/ingest.contract.ts';
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

function answersTo({ code, facts }: Finding, answers: ImportAnswers): readonly Answer[] {
  const { sheet } = facts;
  switch (code) {
    case 'dob.order-swapped':
    case 'dob.order-month-first':
      return [
        { label: 'panel.import.answer.mdy', change: { dateOrder: 'mdy' } },
        { label: 'panel.import.answer.dmy', change: { dateOrder: 'dmy' } },
      ];
    case 'dob.order-no-swap':
      return [{ label: 'panel.import.answer.dmy', change: { dateOrder: 'dmy' } }];
    case 'dob.short-year':
      return [{ label: 'panel.import.answer.short-years', change: { shortYears: true } }];
    case 'result.proposed':
      return [{ label: 'panel.import.answer.proposals', change: { acceptProposals: true } }];
    case 'name.capitals':
    case 'name.apostrophe':
      return [{ label: 'panel.import.answer.cure', change: { cures: [...answers.cures, code] } }];
    case 'sheet.hidden':
    case 'sheet.other':
    case 'sheet.total':
      return typeof sheet === 'string' ? [{ label: 'panel.import.answer.sheet', change: { sheet } }] : [];
    default:
      return [];
  }
}
