import { useEffect, useReducer, useState } from 'react';
import type { Locale } from '../../server/i18n/translate.ts';
import type { PortalInfo } from '../../server/portal/portal.contract.ts';
import { usePortal } from '../api/use-portal.ts';
import { LanguageProvider } from '../ui/language.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { IdleCover } from './IdleCover.tsx';
import { idleLimits } from './idle.ts';
import type { Tools } from './KioskTools.tsx';
import { KioskScreen } from './KioskScreen.tsx';
import { replacePage } from './leave-page.ts';
import { useFreshPage } from './use-fresh-page.ts';
import { useIdle } from './use-idle.ts';
import { useSearch } from './use-search.ts';
import { useTextSize } from './use-text-size.ts';
import { holdsSomebody, nextState, startState } from './views.ts';

const printingMs = 120_000;

/** The kiosk, and the same pages on a visitor's phone. */
export function KioskApp({ atLoad }: { readonly atLoad: PortalInfo }) {
  const portal = usePortal(atLoad);
  const [state, dispatch] = useReducer(nextState, 0, startState);
  const [locale, setLocale] = useState<Locale>(atLoad.locale);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isPrinting, setPrinting] = usePrintingFlag();
  const { textSize, larger, reset } = useTextSize();
  useSearch(state, dispatch);

  useEffect(() => {
    document.title = portal.name;
  }, [portal.name]);
  const isPersonal = holdsSomebody(state);
  const limits = isPersonal ? idleLimits({ isThisPc: portal.kiosk.is_this_pc, isPrinting }) : null;
  const { left, stay } = useIdle(limits, wipe);
  useFreshPage(!isPersonal);

  /** Everything of this visit is gone from the screen at once, and from memory with the page. */
  function wipe(): void {
    dispatch({ kind: 'wiped' });
    setLocale(portal.locale);
    setHelpOpen(false);
    setPrinting(false);
    reset();
    void replacePage();
  }

  const { contact } = portal;
  const showsPerson = isPersonal && state.view.kind !== 'search';
  const tools: Tools = {
    onLocale: setLocale,
    onLargerText: larger,
    textSize,
    onHelp: () => setHelpOpen(true),
    onFinish: showsPerson ? wipe : null,
  };
  return (
    <LanguageProvider locale={locale}>
      <KioskScreen
        key={state.visit}
        portal={portal}
        tools={tools}
        state={state}
        dispatch={dispatch}
        onPrinting={() => setPrinting(true)}
      />
      {isHelpOpen && <HelpDialog contact={contact} onClose={() => setHelpOpen(false)} />}
      {left !== null && <IdleCover left={left} onStay={stay} onClear={wipe} />}
    </LanguageProvider>
  );
}

/** Goes out by itself: a print takes longer than a look. */
function usePrintingFlag(): [boolean, (isPrinting: boolean) => void] {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    if (!isPrinting) return;
    const timer = setTimeout(() => setPrinting(false), printingMs);
    return () => clearTimeout(timer);
  }, [isPrinting]);
  return [isPrinting, setPrinting];
}
