import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './Button.tsx';
import { useText } from './language.tsx';

type Props = { readonly text: string; readonly label: string; readonly size?: 'medium' | 'small' };

/** Puts a text where it can be pasted, also on plain HTTP, where browsers keep the clipboard from pages. */
export function CopyButton({ text, label, size = 'medium' }: Props) {
  const t = useText();
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <Button
        size={size}
        icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={(event) => void copy(text, event.currentTarget).then(setCopied)}
      >
        {isCopied ? t('ui.copied') : label}
      </Button>
      <span className="for-readers" role="status">
        {isCopied ? t('ui.copied') : ''}
      </span>
    </>
  );
}

async function copy(text: string, near: Element): Promise<boolean> {
  if (isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  const area = document.createElement('textarea');
  area.value = text;
  // Inside whatever holds the focus, which it could not leave otherwise.
  near.after(area);
  area.select();
  // Deprecated, and the only way on plain HTTP, where there is no clipboard for pages.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
}
