import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import styles from './NavDrawer.module.css';
import { SideBar } from './SideBar.tsx';

/** The side bar of a phone. */
export function NavDrawer({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  return (
    <Modal title={t('panel.nav')} hidesTitle place="left" onClose={onClose}>
      <SideBar isWide className={styles.nav} onGo={onClose} />
    </Modal>
  );
}
