import { useState } from 'react';
import { useSignedIn } from '../../api/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/language.tsx';
import { AcceptDialog } from './AcceptDialog.tsx';

/** Someone who knows the keys rewrote what records are held against: a super-admin looks, then takes it as it stands. */
export function AcceptDigests() {
  const t = useText();
  const { role } = useSignedIn();
  const [isAsking, setAsking] = useState(false);
  if (role !== 'super-admin') return null;
  const change = {
    ...{ table: '*', key: '*' },
    title: t('panel.audit.accept.digests.title'),
    text: t('panel.audit.accept.digests.text'),
    done: t('panel.audit.accept.digests.done'),
  };
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('panel.audit.accept')}
      </Button>
      {isAsking && <AcceptDialog change={change} onClose={() => setAsking(false)} />}
    </>
  );
}
