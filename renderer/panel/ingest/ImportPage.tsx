import type { ImportState } from '../../../server/ingest/imports.contract.ts';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Page } from '../frame/Page.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { FailedStep } from './FailedStep.tsx';
import { FileStep } from './FileStep.tsx';
import { OfferedList } from './OfferedList.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import { type Step, Steps } from './Steps.tsx';
import { type ImportFace, useImport } from './use-import.ts';
import { WorkingStep } from './WorkingStep.tsx';

/** Drop a file, say what its columns are, look at what would change, write it. The way back is on the first step. */
export function ImportPage() {
  const t = useText();
  const face = useImport();
  const { id, isReview, state } = face;
  const list = id === null ? undefined : state.body;
  if (id === null || list === undefined) {
    return (
      <Page title={t('panel.page.import')} line={t('panel.import.line')}>
        <Steps now="file" />
        <ProblemText problem={id === null ? null : state.problem} />
        {face.offered === null ? <FileStep onOpen={face.open} /> : <OfferedList id={face.offered} onOpen={face.open} />}
      </Page>
    );
  }
  const step = stepOf(list, isReview);
  return (
    <Page
      title={t(`panel.import.title.${step}`)}
      line={t(step === 'done' ? 'panel.import.file.done' : 'panel.import.file', { file: list.file_name })}
      fills={step === 'review' && list.phase === 'reviewed'}
    >
      <Steps now={step} />
      <OpenList list={list} step={step} face={face} />
    </Page>
  );
}

type Props = { readonly list: ImportState; readonly step: Step; readonly face: ImportFace };

function OpenList({ list, step, face }: Props) {
  if (list.phase === 'reading' || list.phase === 'writing') return <WorkingStep list={list} face={face} />;
  if (step === 'done') return <DoneStep list={list} face={face} />;
  if (list.report === null) return <FailedStep list={list} face={face} />;
  if (step === 'review') return <ReviewStep list={list} report={list.report} face={face} />;
  return <ColumnsStep list={list} report={list.report} face={face} />;
}

function stepOf({ phase }: ImportState, isReview: boolean): Step {
  if (phase === 'done') return 'done';
  return isReview ? 'review' : 'columns';
}
