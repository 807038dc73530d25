import { Search, X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useText } from '../../ui/language.tsx';
import styles from './SearchBox.module.css';

type Props = {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Arrow down or Enter: on to the rows. */
  readonly onLeave: () => void;
};

/** One box for a name, a number, a date, a phone. `/` comes here, Esc empties it, the arrow goes down to the rows. */
export function SearchBox({ value, onChange, onLeave }: Props) {
  const t = useText();
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
    else if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave();
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
        aria-label={t('panel.students.search')}
        aria-keyshortcuts="/"
        placeholder={t('panel.students.search.hint')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={t('panel.students.search.clear')}
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
