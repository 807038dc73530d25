import { useEffect, useState } from 'react';
import { ClosedScreen } from './ClosedScreen.tsx';
import { LookingScreen } from './LookingScreen.tsx';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { PreparingScreen } from './PreparingScreen.tsx';
import { ReportScreen } from './report/ReportScreen.tsx';
import { ResultScreen } from './result/ResultScreen.tsx';
import type { ScreenProps } from './screen-props.ts';
import { SearchScreen } from './search/SearchScreen.tsx';
import { ProofScreen } from './sum/ProofScreen.tsx';
import { useOwnKeyboard } from './use-own-keyboard.ts';
import type { View } from './views.ts';
import { AwayScreen, LimitScreen, TroubleScreen } from './WaitScreen.tsx';

/** A shorter search shows no skeleton. */
const skeletonAfterMs = 300;

type Props = ScreenProps & { readonly onPrinting: () => void };

/** What stands on the screen: the center's own state first, then the student's. */
export function KioskScreen(props: Props) {
  const { portal, tools, state } = props;
  const hasKeyboard = useOwnKeyboard(portal.kiosk);
  const { view } = state;
  if (portal.preparing) return <PreparingScreen portal={portal} tools={tools} done={portal.preparing.done} />;
  // Who is looking at a result keeps it; everybody else waits for the opening with what they typed.
  if (!portal.gates.lookup_enabled && view.kind !== 'result' && view.kind !== 'report')
    return <ClosedScreen portal={portal} tools={tools} />;
  return <StudentScreen {...props} view={view} hasKeyboard={hasKeyboard} />;
}

type StudentProps = Props & { readonly view: View; readonly hasKeyboard: boolean };

function StudentScreen({ view, hasKeyboard, onPrinting, ...props }: StudentProps) {
  switch (view.kind) {
    case 'search':
      return <SearchScreen {...props} hasKeyboard={hasKeyboard} />;
    case 'sum':
    case 'looking':
      return <SumOrLooking {...props} view={view} hasKeyboard={hasKeyboard} />;
    case 'result':
      return <ResultScreen {...props} onPrinting={onPrinting} />;
    case 'report':
      return <ReportScreen {...props} hasKeyboard={hasKeyboard} />;
    case 'not-found':
      return <NotFoundScreen {...props} />;
    case 'limit':
      return <LimitScreen {...props} seconds={view.seconds} />;
    case 'away':
      return <AwayScreen {...props} />;
    case 'trouble':
      return <TroubleScreen {...props} id={idOf(view.problem)} />;
  }
}

function idOf({ id, code }: Extract<View, { kind: 'trouble' }>['problem']): string {
  return id ?? code;
}

type SumProps = ScreenProps & {
  readonly view: Extract<View, { kind: 'sum' | 'looking' }>;
  readonly hasKeyboard: boolean;
};

/** The answered sum stays for a moment, so that a quick search does not flash. */
function SumOrLooking({ view, hasKeyboard, ...props }: SumProps) {
  const isLooking = view.kind === 'looking';
  const isSlow = useAfter(skeletonAfterMs, isLooking);
  if (isLooking && isSlow) return <LookingScreen {...props} />;
  return (
    <ProofScreen
      key={props.state.sums}
      {...props}
      hasKeyboard={hasKeyboard}
      isBusy={isLooking}
      note={view.kind === 'sum' ? view.note : null}
      waitSeconds={view.kind === 'sum' ? (view.waitSeconds ?? 0) : 0}
      purpose={view.kind === 'sum' ? view.purpose : 'search'}
    />
  );
}

function useAfter(ms: number, isOn: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setOver(true), ms);
    return () => {
      clearTimeout(timer);
      setOver(false);
    };
  }, [ms, isOn]);
  return isOver;
}
