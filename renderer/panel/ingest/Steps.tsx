import { useText } from '../../ui/language.tsx';
import { Steps as StepLine } from '../../ui/Steps.tsx';

export type Step = 'file' | 'columns' | 'review' | 'done';
const steps: readonly Step[] = ['file', 'columns', 'review', 'done'];

/** Where one is on the way from a file to the students. */
export function Steps({ now }: { readonly now: Step }) {
  const t = useText();
  return <StepLine steps={steps.map((step) => t(`panel.import.step.${step}`))} at={steps.indexOf(now)} />;
}
