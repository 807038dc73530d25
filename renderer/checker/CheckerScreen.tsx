import { useEffect, useRef } from 'react';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { CameraScreen } from './CameraScreen.tsx';
import { hasCamera } from './camera.ts';
import type { QrReader } from './read-file.ts';
import { ReadingScreen } from './ReadingScreen.tsx';
import { StartScreen } from './StartScreen.tsx';
import { UnreadScreen } from './UnreadScreen.tsx';
import type { Checking } from './use-checking.ts';
import { VerdictScreen } from './VerdictScreen.tsx';

type Props = {
  readonly portal: PortalInfo;
  readonly checking: Checking;
  readonly decode: QrReader['decode'];
};

export function CheckerScreen({ portal, checking, decode }: Props) {
  const { view, toStart, toCamera, checkFile, checkText } = checking;
  const ways = {
    onFile: (file: File) => void checkFile(file),
    onText: (text: string) => checkText(text, 'pasted'),
  };

  const isFirst = useRef(true);
  const takesFocusItself = view.is === 'start' && view.isPasting;
  useEffect(() => {
    // At load the browser's own place at the top is right; after that the button that was pressed is gone.
    if (!isFirst.current && !takesFocusItself) document.querySelector('h1')?.focus();
    isFirst.current = false;
    // The field takes the focus when the form opens; leaving the form must not send it to the title.
  }, [view.is, takesFocusItself]);

  /** The address no longer says what the page shows. */
  function forgetLink(): void {
    if (location.search) history.replaceState(null, '', location.pathname);
    toStart();
  }

  switch (view.is) {
    case 'start':
      return (
        <StartScreen
          portal={portal}
          isPasting={view.isPasting}
          {...ways}
          onPasting={toStart}
          onCamera={hasCamera() ? toCamera : null}
        />
      );
    case 'reading':
      return <ReadingScreen center={portal.name} onCancel={forgetLink} />;
    case 'camera':
      return (
        <CameraScreen
          center={portal.name}
          decode={decode}
          onCode={(text) => checkText(text, 'camera')}
          onCancel={forgetLink}
        />
      );
    case 'unread':
      return <UnreadScreen portal={portal} {...view} onFile={ways.onFile} onPasting={() => toStart(true)} />;
    case 'verdict':
      return <VerdictScreen portal={portal} {...view} onAgain={forgetLink} />;
  }
}
