import { useText } from '../ui/language.tsx';
import { looks, unreadLooks, type Look } from './looks.ts';
import type { View } from './view.ts';

/** Says each change of the answer to screen readers; stands from the start, else they would not listen to it. */
export function Announcement({ view }: { readonly view: View }) {
  const t = useText();
  const look = lookOf(view);
  return (
    <p role="status" className="for-readers">
      {view.is === 'reading' && t('checker.reading')}
      {look && t(look.title)}
    </p>
  );
}

function lookOf(view: View): Look | null {
  if (view.is === 'verdict') return looks[view.finding.verdict.kind];
  return view.is === 'unread' ? unreadLooks[view.problem] : null;
}
