import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import styles from './NavDrawer.module.css';
import { SideBar } from './SideBar.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** The side bar of a phone. */
export function NavDrawer({ isOpen, onClose }: Props) {
  const t = useText();
  if (!isOpen) return null;
  return (
    <Modal title={t('panel.nav')} hidesTitle place="left" onClose={onClose}>
      <SideBar isWide className={styles.nav} onGo={onClose} />
    </Modal>
  );
}
