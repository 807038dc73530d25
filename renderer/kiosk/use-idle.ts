import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { idleStage, type IdleLimits } from './idle.ts';

const activities = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

type Idle = {
  /** Whole seconds until the screen is cleared; null while nothing is to be said. */
  readonly left: number | null;
  readonly stay: () => void;
};

/** Watches for a touch, a key or the pointer; without any it warns, then calls `onOver`. Off while `limits` is null. */
export function useIdle(limits: IdleLimits | null, onOver: () => void): Idle {
  const [left, setLeft] = useState<number | null>(null);
  const lastTouch = useRef(0);
  const over = useEffectEvent(onOver);
  const { warnAfter, clearAfter } = limits ?? { warnAfter: 0, clearAfter: 0 };
  const isOn = limits !== null;

  useEffect(() => {
    if (!isOn) return;
    lastTouch.current = Date.now();
    const touched = () => {
      // Under the warning only its own cover counts: a mouse that trembles is nobody.
      if (Date.now() - lastTouch.current < warnAfter) lastTouch.current = Date.now();
    };
    const timer = setInterval(() => {
      const stage = idleStage(Date.now() - lastTouch.current, { warnAfter, clearAfter });
      setLeft(stage.kind === 'warn' ? stage.left : null);
      if (stage.kind !== 'over') return;
      clearInterval(timer);
      over();
    }, 250);
    for (const activity of activities) document.addEventListener(activity, touched, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      setLeft(null);
      for (const activity of activities) document.removeEventListener(activity, touched, { capture: true });
    };
  }, [isOn, warnAfter, clearAfter]);

  return {
    left,
    stay: () => {
      lastTouch.current = Date.now();
      setLeft(null);
    },
  };
}
