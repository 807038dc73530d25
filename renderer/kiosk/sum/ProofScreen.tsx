import { useEffect, useState } from 'react';
import { LookingScreen } from '../LookingScreen.tsx';
import type { ScreenProps } from '../screen-props.ts';
import type { SumNote } from '../views.ts';
import { PinScreen } from './PinScreen.tsx';
import { SumScreen } from './SumScreen.tsx';

type Props = ScreenProps & {
  /** The answer is on its way. */
  readonly isBusy: boolean;
  readonly note: SumNote | null;
  readonly waitSeconds: number;
  readonly purpose: 'search' | 'certificate';
  readonly hasKeyboard: boolean;
};

/** What was refused once is not asked again at once. */
const retryMs = 1000;

/** Are you a person? By a sum, or, where staff have set a PIN, by one of them who stands beside. */
export function ProofScreen(props: Props) {
  // A window that is trusted no more is told so by a refused answer, and asks like any other.
  if (props.portal.kiosk.is_trusted && props.note === null) return <TrustedScreen {...props} />;
  return <AskingScreen {...props} />;
}

/** The kiosk window of the PC's own program: nothing is asked. */
function TrustedScreen(props: Props) {
  const { dispatch, isBusy, state } = props;
  const delayMs = state.sums > 1 ? retryMs : 0;
  useEffect(() => {
    if (isBusy) return;
    const answer = { captcha_id: '', captcha_answer: '' };
    const timer = setTimeout(() => dispatch({ kind: 'answered-sum', answer }), delayMs);
    return () => clearTimeout(timer);
  }, [dispatch, isBusy, delayMs]);
  return <LookingScreen {...props} />;
}

function AskingScreen({ note, waitSeconds, ...props }: Props) {
  const [isByPin, setByPin] = useState(note === 'wrong-pin');
  if (isByPin && props.portal.kiosk.staff_pin) {
    const problem = note === 'wrong-pin' ? { waitSeconds } : null;
    return <PinScreen {...props} problem={problem} onSum={() => setByPin(false)} />;
  }
  const onPin = props.portal.kiosk.staff_pin ? () => setByPin(true) : null;
  return <SumScreen {...props} isWrong={note === 'wrong'} onPin={onPin} />;
}
