/** As much of Electron's Input as is looked at. */
type Key = {
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
};

/** Keys with Ctrl that only edit what is typed. */
const editing = new Set([
  'a',
  'c',
  'v',
  'x',
  'z',
  'y',
  'backspace',
  'delete',
  'arrowleft',
  'arrowright',
  'home',
  'end',
]);

/** Function keys, those of keyboards with buttons for programs, the menu and the picture of the screen. */
const ways = /^(f\d{1,2}|browser.*|launch.*|media.*|contextmenu|printscreen)$/;

/**
 * What the kiosk does with a key before the page sees it: Ctrl+Alt+K asks for the staff code; whatever leads away from
 * the page is swallowed; the rest is the student's.
 */
export function kioskKey({ key, control, alt, meta }: Key): 'leave' | 'swallow' | 'pass' {
  const name = key.toLowerCase();
  if (control && alt && name === 'k') return 'leave';
  if (alt || meta || ways.test(name)) return 'swallow';
  return control && !editing.has(name) ? 'swallow' : 'pass';
}
