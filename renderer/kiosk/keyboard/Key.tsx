import { useEffect, useRef, type ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';
import styles from './Keyboard.module.css';

type Props = {
  readonly onPress: () => void;
  /** Spoken instead of the face. */
  readonly label?: string;
  readonly className?: string | undefined;
  /** Held down, it goes on after 400 ms. */
  readonly repeats?: boolean;
  readonly isOn?: boolean;
  readonly children: ReactNode;
};

const holdMs = 400;
const againMs = 90;

/** One key. It acts on release and never takes the focus from the field it types into. */
export function Key({ onPress, label, className, repeats = false, isOn, children }: Props) {
  const hold = useRef<{ timer: number; hasRepeated: boolean }>({ timer: 0, hasRepeated: false });
  useEffect(() => {
    const held = hold.current;
    return () => clearTimeout(held.timer);
  }, []);

  function again(): void {
    hold.current.hasRepeated = true;
    onPress();
    hold.current.timer = window.setTimeout(again, againMs);
  }
  function begin(): void {
    hold.current.hasRepeated = false;
    if (repeats) hold.current.timer = window.setTimeout(again, holdMs);
  }
  function end(): void {
    clearTimeout(hold.current.timer);
  }

  return (
    <button
      type="button"
      tabIndex={-1}
      className={classNames(styles.key, className)}
      aria-label={label}
      aria-pressed={isOn}
      onPointerDown={(event) => {
        event.preventDefault();
        begin();
      }}
      onMouseDown={(event) => event.preventDefault()}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onClick={() => {
        if (!hold.current.hasRepeated) onPress();
        hold.current.hasRepeated = false;
      }}
    >
      {children}
    </button>
  );
}
