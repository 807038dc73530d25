import { useState } from 'react';
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

/** Are you a person? By a sum, or, where staff have set a PIN, by one of them who stands beside. */
export function ProofScreen({ note, waitSeconds, ...props }: Props) {
  const [isByPin, setByPin] = useState(note === 'wrong-pin');
  if (isByPin && props.portal.kiosk.staff_pin) {
    const problem = note === 'wrong-pin' ? { waitSeconds } : null;
    return <PinScreen {...props} problem={problem} onSum={() => setByPin(false)} />;
  }
  const onPin = props.portal.kiosk.staff_pin ? () => setByPin(true) : null;
  return <SumScreen {...props} isWrong={note === 'wrong'} onPin={onPin} />;
}
