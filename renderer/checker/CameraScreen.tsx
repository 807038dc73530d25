import { CircleAlert } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/language.tsx';
import { findCodeByCamera } from './camera.ts';
import styles from './CameraScreen.module.css';
import type { QrReader } from './read-file.ts';
import { ScreenTitle } from './ScreenTitle.tsx';

type Props = {
  readonly center: string;
  readonly decode: QrReader['decode'];
  readonly onCode: (text: string) => void;
  readonly onCancel: () => void;
};

/** Shows what the camera sees until a code comes into view. */
export function CameraScreen({ center, decode, onCode, onCancel }: Props) {
  const t = useText();
  const video = useRef<HTMLVideoElement>(null);
  const [isRefused, setRefused] = useState(false);
  const onFound = useEffectEvent(onCode);
  useEffect(() => {
    const stop = new AbortController();
    if (video.current) {
      findCodeByCamera(video.current, decode, stop.signal).then(
        (text) => onFound(text),
        () => {
          if (!stop.signal.aborted) setRefused(true);
        },
      );
    }
    return () => stop.abort();
  }, [decode]);
  return (
    <section className={styles.camera}>
      <ScreenTitle title={t('checker.camera.title')} center={center} />
      {isRefused ? (
        <p className={styles.refused} role="alert">
          <CircleAlert aria-hidden />
          <span>{t('checker.camera.refused')}</span>
        </p>
      ) : (
        <video ref={video} muted playsInline aria-label={t('checker.camera.picture')} />
      )}
      <Button onClick={onCancel}>{t('checker.camera.cancel')}</Button>
    </section>
  );
}
