import { useText } from '../../ui/language.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { usePanel } from './panel-context.ts';
import { usePageLink } from './use-page-link.ts';

/** Whether students can look up now; followed by the event stream. */
export function GatePill() {
  const t = useText();
  const to = usePageLink('gates');
  const { lookup_enabled: isOpen } = usePanel().portal.gates;
  return (
    <Pill tone={isOpen ? 'ok' : 'warn'} to={to}>
      {t(isOpen ? 'panel.gate.open' : 'panel.gate.closed')}
    </Pill>
  );
}
