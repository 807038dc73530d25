import { powerMonitor, powerSaveBlocker } from 'electron';

/** Keeps the screen awake while asked to, and tells when the PC comes back from sleep. */
export function createPower({ onResume }: { readonly onResume: () => void }) {
  let blocker: number | null = null;
  powerMonitor.on('resume', onResume);

  function keepAwake(isOn: boolean): void {
    if (isOn && blocker === null) blocker = powerSaveBlocker.start('prevent-display-sleep');
    if (isOn || blocker === null) return;
    powerSaveBlocker.stop(blocker);
    blocker = null;
  }

  return { keepAwake };
}
