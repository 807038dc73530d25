import { useState } from 'react';
import type { Locale } from '../../server/i18n/translate.ts';
import { AccountStep } from './AccountStep.tsx';
import { CenterStep } from './CenterStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { MakingStep } from './MakingStep.tsx';
import { RestoreStep } from './RestoreStep.tsx';
import { SetupFrame } from './SetupFrame.tsx';
import type { SetupFace } from './use-setup.ts';
import { WaitStep } from './WaitStep.tsx';
import type { Made } from './made.ts';

type Props = { readonly setup: SetupFace; readonly onLocale: (locale: Locale) => void };

/** The step that the program waits for. */
export function SetupScreen({ setup, onLocale }: Props) {
  const [made, setMade] = useState<Made | null>(null);
  const { state, problem } = setup;
  if (made) {
    return (
      <SetupFrame at={2} onLocale={onLocale}>
        <DoneStep made={made} />
      </SetupFrame>
    );
  }
  switch (state?.step) {
    case 'center':
      return <CenterStep key="center" setup={setup} state={state} onLocale={onLocale} />;
    case 'restore':
      return state.opened && <RestoreStep setup={setup} opened={state.opened} onLocale={onLocale} />;
    case 'making':
      return (
        <SetupFrame at={0} onLocale={onLocale}>
          <MakingStep making={state.making} />
        </SetupFrame>
      );
    case 'account':
      return <AccountStep state={state} onMade={setMade} onLocale={onLocale} />;
    case 'done':
    case undefined:
      return (
        <SetupFrame at={0} onLocale={onLocale}>
          <WaitStep isOver={state !== null} problem={problem} />
        </SetupFrame>
      );
  }
}
