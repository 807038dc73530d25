import { useRef, type ReactNode } from 'react';

type Props = {
  readonly accept: string;
  readonly className?: string | undefined;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
};

/** A button that opens the file dialog. */
export function FileButton({ accept, className, onFile, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // So that choosing the same file again counts as a choice.
          currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
