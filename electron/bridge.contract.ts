import { z } from 'zod';

/** What a page of the shell's own shows: main words it, the page draws it. */
export type LocalView = {
  readonly locale: 'vi' | 'en';
  readonly title: string;
  readonly text: string;
  /** Something is under way. */
  readonly isBusy: boolean;
  readonly line: string;
  readonly problem: { readonly title: string; readonly text: string } | null;
  readonly buttons: readonly { readonly id: string; readonly label: string; readonly isPrimary: boolean }[];
  readonly details: { readonly label: string; readonly lines: readonly string[] } | null;
  /** Digits are typed here; `submit` is the button that sends them. */
  readonly pad?: { readonly label: string; readonly erase: string; readonly submit: string };
  /** Shown as text and as a code for phones. */
  readonly code?: { readonly text: string; readonly label: string };
  /** Without a head, the first column names the rows. */
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** A secret is pasted or typed here; `submit` is the button that sends it. */
  readonly field?: { readonly label: string; readonly hint: string; readonly submit: string };
};

/** Page to main, answered. */
export const asks = {
  /** What to show now. */
  view: 'local:view',
  /** A button of the view was pressed. */
  press: 'local:press',
  /** Somebody held the corner of the kiosk's page. */
  leave: 'kiosk:leave',
} as const;

/** Main to page. */
export const tells = { view: 'local:view' } as const;

export type Press = z.infer<typeof Press>;
export const Press = z.object({ id: z.string().max(40), value: z.string().max(1_000).optional() });

/** What the preload gives a page of the shell's own as `window.desktop`; other pages get nothing. */
export type Bridge = {
  readonly view: () => Promise<LocalView | null>;
  readonly onView: (listener: (view: LocalView) => void) => void;
  readonly press: (press: Press) => Promise<void>;
};
