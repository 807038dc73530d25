import { useRef, useState } from 'react';
import { useText } from '../../ui/language.tsx';
import styles from './Keyboard.module.css';
import { LetterKeys } from './LetterKeys.tsx';
import { NumberPad } from './NumberPad.tsx';
import type { Typed } from './telex.ts';
import { typeInto, type KeyStroke } from './type-into.ts';

export type DockLayout = 'name' | 'number' | 'digits';

type Props = {
  readonly layout: DockLayout;
  /** The field that is typed into. */
  readonly target: () => HTMLInputElement | null;
  readonly onNext: () => void;
  readonly onHide: () => void;
  readonly isLast: boolean;
};

/** The on-screen keyboard at the foot of the page; letters and digits stand in the same height, so nothing jumps. */
export function Dock({ layout, target, onNext, onHide, isLast }: Props) {
  const t = useText();
  const [isTelex, setTelex] = useState(true);
  const last = useRef<{ input: HTMLInputElement; typed: Typed } | null>(null);

  function strikeKey(stroke: KeyStroke): void {
    const input = target();
    if (!input) return;
    if (document.activeElement !== input) input.focus();
    const before = last.current?.input === input ? last.current.typed : null;
    last.current = { input, typed: typeInto(input, stroke, isTelex && layout === 'name', before) };
  }

  return (
    <section className={styles.dock} aria-label={t('kiosk.keyboard.title')}>
      {layout === 'digits' ? (
        <NumberPad onStroke={strikeKey} corner={{ kind: isLast ? 'search' : 'next', onPress: onNext }} />
      ) : (
        <LetterKeys
          onStroke={strikeKey}
          onNext={onNext}
          onHide={onHide}
          isLast={isLast}
          telex={layout === 'name' ? { isOn: isTelex, onSwitch: () => setTelex(!isTelex) } : null}
        />
      )}
    </section>
  );
}
