import { ArrowRight, ChevronDown, Delete } from 'lucide-react';
import type { TextKey } from '../../../server/i18n/translate.ts';
import { useText } from '../../ui/language.tsx';
import { Key } from './Key.tsx';
import styles from './Keyboard.module.css';
import type { Tone } from './letters.ts';
import type { KeyStroke } from './type-into.ts';

const accents = 'ăâđêôơư';
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;
const tones: readonly { readonly tone: Tone; readonly face: string; readonly name: TextKey }[] = [
  { tone: 's', face: 'Á', name: 'kiosk.keyboard.tone-s' },
  { tone: 'f', face: 'À', name: 'kiosk.keyboard.tone-f' },
  { tone: 'r', face: 'Ả', name: 'kiosk.keyboard.tone-r' },
  { tone: 'x', face: 'Ã', name: 'kiosk.keyboard.tone-x' },
  { tone: 'j', face: 'Ạ', name: 'kiosk.keyboard.tone-j' },
];

export type LetterKeysProps = {
  readonly onStroke: (stroke: KeyStroke) => void;
  readonly onNext: () => void;
  readonly onHide: () => void;
  /** The last field: the next step is to search. */
  readonly isLast: boolean;
  /** Null in a field where Telex has nothing to do: then digits stand in the place of the accents. */
  readonly telex: { readonly isOn: boolean; readonly onSwitch: () => void } | null;
};

/** Four rows and one above them: accents and tones, or digits. Nothing is suggested, nothing remembered. */
export function LetterKeys({ onStroke, onNext, onHide, isLast, telex }: LetterKeysProps) {
  const t = useText();
  const letter = (face: string) => (
    <Key
      key={face}
      onPress={() => onStroke(telex ? { kind: 'letter', letter: face } : { kind: 'plain', text: face.toUpperCase() })}
    >
      {face.toUpperCase()}
    </Key>
  );
  return (
    <div className={styles.board}>
      {telex ? <AccentRow onStroke={onStroke} /> : <DigitRow onStroke={onStroke} />}
      <div className={styles.row}>{Array.from(rows[0], letter)}</div>
      <div className={styles.row} data-indented>
        {Array.from(rows[1], letter)}
        <Key
          className={styles.small}
          label={telex ? t('kiosk.keyboard.apostrophe') : t('kiosk.keyboard.hyphen')}
          onPress={() => onStroke({ kind: 'plain', text: telex ? '’' : '-' })}
        >
          {telex ? '’' : '-'}
        </Key>
      </div>
      <div className={styles.row}>
        <Key className={styles.wide} onPress={() => onStroke({ kind: 'clear' })}>
          {t('kiosk.keyboard.clear')}
        </Key>
        {Array.from(rows[2], letter)}
        <Key
          className={styles.wide}
          repeats
          label={t('kiosk.keyboard.delete')}
          onPress={() => onStroke({ kind: 'delete' })}
        >
          <Delete aria-hidden />
        </Key>
      </div>
      <div className={styles.row}>
        {telex && (
          <Key className={styles.wider} isOn={telex.isOn} label={t('kiosk.keyboard.telex')} onPress={telex.onSwitch}>
            <span className={styles.switch} data-on={telex.isOn} aria-hidden="true" />
            <span className={styles.face}>{t('kiosk.keyboard.telex-face')}</span>
          </Key>
        )}
        <Key className={styles.space} onPress={() => onStroke({ kind: 'space' })}>
          {t('kiosk.keyboard.space')}
        </Key>
        <Key className={styles.function} label={t('kiosk.keyboard.hide')} onPress={onHide}>
          <ChevronDown aria-hidden />
        </Key>
        <Key className={styles.go} onPress={onNext}>
          <span>{isLast ? t('kiosk.keyboard.search') : t('kiosk.keyboard.next')}</span>
          <ArrowRight aria-hidden />
        </Key>
      </div>
    </div>
  );
}

function AccentRow({ onStroke }: Pick<LetterKeysProps, 'onStroke'>) {
  const t = useText();
  return (
    <div className={styles.row} data-accents>
      {Array.from(accents, (face) => (
        <Key key={face} onPress={() => onStroke({ kind: 'accent', letter: face })}>
          {face.toUpperCase()}
        </Key>
      ))}
      <i className={styles.gap} aria-hidden="true" />
      {tones.map(({ tone, face, name }) => (
        <Key key={tone} className={styles.tone} onPress={() => onStroke({ kind: 'tone', tone })}>
          <b>{face}</b> <small>{t(name)}</small>
        </Key>
      ))}
    </div>
  );
}

function DigitRow({ onStroke }: Pick<LetterKeysProps, 'onStroke'>) {
  return (
    <div className={styles.row} data-accents>
      {Array.from('1234567890', (digit) => (
        <Key key={digit} onPress={() => onStroke({ kind: 'plain', text: digit })}>
          {digit}
        </Key>
      ))}
    </div>
  );
}
