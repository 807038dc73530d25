import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Menu.module.css';

type Props = {
  readonly icon?: ReactNode;
  readonly isDanger?: boolean;
  readonly disabled?: boolean;
  /** Under the words: why it is disabled, or what it does. */
  readonly hint?: string | undefined;
  readonly onSelect: () => void;
  readonly children: ReactNode;
};

export function MenuItem({ icon, isDanger = false, disabled = false, hint, onSelect, children }: Props) {
  return (
    <Base.Item className={classNames(styles.item, isDanger && styles.danger)} disabled={disabled} onClick={onSelect}>
      {icon}
      <span>
        {children}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </Base.Item>
  );
}
