import { useEffect, useEffectEvent } from 'react';
import { openImportsEndpoint, takeImportEndpoint } from '../../../server/ingest/imports.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { FileStep } from './FileStep.tsx';

type Props = { readonly id: string; readonly onOpen: (id: string) => void };

/** The list that was chosen in the menu of the program on this PC: taken as soon as the page is there, once. */
export function OfferedList({ id, onOpen }: Props) {
  const t = useText();
  const { send, problem } = useSend(takeImportEndpoint, { refreshes: [openImportsEndpoint.path] });
  const take = useEffectEvent(async () => {
    const taken = await send({ id });
    if (taken.ok) onOpen(taken.body.id);
  });
  useEffect(() => void take(), [id]);
  if (problem) {
    return (
      <>
        <ProblemText problem={problem} />
        <FileStep onOpen={onOpen} />
      </>
    );
  }
  return (
    <div role="status" aria-label={t('panel.import.taking')}>
      <Skeleton lines={6} />
    </div>
  );
}
