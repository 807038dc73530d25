import { ArrowRight, Delete } from 'lucide-react';
import { classNames } from '../../ui/class-names.ts';
import { useText } from '../../ui/language.tsx';
import { Key } from './Key.tsx';
import styles from './Keyboard.module.css';
import type { KeyStroke } from './type-into.ts';

type Props = {
  readonly onStroke: (stroke: KeyStroke) => void;
  /** The key at the lower right: on to the next field, or clear where the primary button stands below. */
  readonly corner: { readonly kind: 'next' | 'search'; readonly onPress: () => void } | { readonly kind: 'clear' };
  readonly isLarge?: boolean;
};

export function NumberPad({ onStroke, corner, isLarge = false }: Props) {
  const t = useText();
  const digit = (face: string) => (
    <Key key={face} onPress={() => onStroke({ kind: 'plain', text: face })}>
      {face}
    </Key>
  );
  return (
    <div
      className={classNames(styles.pad, isLarge && styles.padLarge)}
      role="group"
      aria-label={t('kiosk.keyboard.digits')}
    >
      {Array.from('123456789', digit)}
      <Key
        className={styles.function}
        repeats
        label={t('kiosk.keyboard.delete-digit')}
        onPress={() => onStroke({ kind: 'delete' })}
      >
        <Delete aria-hidden />
      </Key>
      {digit('0')}
      {corner.kind === 'clear' ? (
        <Key className={styles.function} onPress={() => onStroke({ kind: 'clear' })}>
          {t('kiosk.keyboard.clear')}
        </Key>
      ) : (
        <Key className={styles.go} onPress={corner.onPress}>
          <span>{corner.kind === 'search' ? t('kiosk.keyboard.search') : t('kiosk.keyboard.next')}</span>
          <ArrowRight aria-hidden />
        </Key>
      )}
    </div>
  );
}
