import { Search, X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import styles from './SearchBox.module.css';

type Props = {
  /** Says what can be found; nothing of it is seen. */
  readonly label: string;
  /** Seen while nothing is typed. */
  readonly hint: string;
  /** What the cross does. */
  readonly clear: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Arrow down or Enter: on to the rows. */
  readonly onLeave?: () => void;
};

/** A box that narrows a list. `/` comes here, Esc empties it, the arrow goes down to the rows. */
export function SearchBox({ label, hint, clear, value, onChange, onLeave }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyped(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    // Before the panel's own keys, where `/` opens the palette.
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && value !== '') onChange('');
    else if (onLeave && (event.key === 'ArrowDown' || event.key === 'Enter')) onLeave();
    else return;
    event.preventDefault();
    event.nativeEvent.stopPropagation();
  }

  return (
    <div className={styles.box} role="search">
      <Search aria-hidden />
      <input
        ref={input}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={hint}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={clear}
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
        >
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}

/** The key is meant for a field, or for something that lies over the page. */
function isTyped(target: EventTarget | null): boolean {
  const inside = 'input, textarea, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
  return target instanceof Element && target.closest(inside) !== null;
}
