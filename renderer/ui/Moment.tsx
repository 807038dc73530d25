import { useLanguage } from './language.tsx';
import { showMoment } from './show-moment.ts';

/** An instant as staff read it: "14:38" today, else the date; hovering gives the seconds. */
export function Moment({ at }: { readonly at: string }) {
  const { locale } = useLanguage();
  const moment = new Date(at);
  const { short, full } = showMoment(moment, new Date(), locale);
  return (
    <time dateTime={at} title={full}>
      {short}
    </time>
  );
}
