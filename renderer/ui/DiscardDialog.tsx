import { ConfirmDialog } from './ConfirmDialog.tsx';
import { useText } from './language.tsx';

type Props = { readonly onStay: () => void; readonly onDiscard: () => void };

/** Before something typed but not saved is thrown away. */
export function DiscardDialog({ onStay, onDiscard }: Props) {
  const t = useText();
  return (
    <ConfirmDialog
      title={t('ui.discard.title')}
      confirm={t('ui.discard.confirm')}
      cancel={t('ui.discard.stay')}
      isDanger
      onConfirm={onDiscard}
      onCancel={onStay}
    >
      {t('ui.discard.text')}
    </ConfirmDialog>
  );
}
