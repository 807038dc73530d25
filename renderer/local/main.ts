import type { Bridge, LocalView } from '../../electron/bridge.contract.ts';

// These pages are not the center's: they follow the system.
document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

const place = document.getElementById('view');
const { desktop } = window as { readonly desktop?: Bridge };

if (place && desktop) {
  desktop.onView((view) => draw(view, place, desktop));
  void desktop.view().then((view) => {
    if (view) draw(view, place, desktop);
  });
}

function draw(view: LocalView, into: HTMLElement, { press }: Bridge): void {
  document.documentElement.lang = view.locale;
  document.title = view.title;
  const wasOpen = into.querySelector('details')?.open ?? false;
  const focused = document.activeElement?.id ?? '';
  into.setAttribute('role', view.isBusy ? 'status' : 'alert');
  into.replaceChildren(...partsOf(view, press, wasOpen));
  document.getElementById(focused)?.focus();
}

function partsOf(view: LocalView, press: Bridge['press'], isOpen: boolean): HTMLElement[] {
  const parts = [make('h1', view.title), make('p', view.text, 'text')];
  if (view.isBusy) parts.push(busyBar());
  if (view.line !== '') parts.push(make('p', view.line, 'line'));
  if (view.problem) parts.push(problemBox(view.problem));
  if (view.pad) parts.push(codePad(view.pad, press));
  parts.push(buttonRow(view, press));
  if (view.details) parts.push(detailsBox(view.details, isOpen));
  return parts;
}

function make(name: string, text: string, className = ''): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  if (className !== '') element.className = className;
  return element;
}

function busyBar(): HTMLElement {
  const bar = make('div', '', 'bar');
  bar.append(make('i', ''));
  return bar;
}

function problemBox({ title, text }: { readonly title: string; readonly text: string }): HTMLElement {
  const box = make('div', '', 'problem');
  box.append(make('p', title, 'strong'), make('p', text));
  return box;
}

function buttonRow({ buttons }: LocalView, press: Bridge['press']): HTMLElement {
  const row = make('div', '', 'buttons');
  for (const { id, label, isPrimary } of buttons) {
    const button = make('button', label, isPrimary ? 'primary' : '');
    button.id = id;
    button.addEventListener('click', () => void press({ id, value: typed() }));
    row.append(button);
  }
  return row;
}

function typed(): string {
  return document.querySelector('input')?.value ?? '';
}

/** A field for digits with keys below it, for PCs without a keyboard. */
function codePad({ label, erase, submit }: NonNullable<LocalView['pad']>, press: Bridge['press']): HTMLElement {
  const form = document.createElement('form');
  form.className = 'pad';
  const field = document.createElement('input');
  Object.assign(field, { type: 'password', inputMode: 'none', autocomplete: 'off', maxLength: 12 });
  field.setAttribute('aria-label', label);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void press({ id: submit, value: field.value });
  });
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
  const keyboard = make('div', '', 'keys');
  keyboard.append(
    ...digits.map((digit) => padKey(digit, () => field.value + digit)),
    padKey(erase, () => ''),
  );
  form.append(field, keyboard);
  queueMicrotask(() => field.focus());
  return form;

  function padKey(text: string, next: () => string): HTMLElement {
    const key = make('button', text);
    key.setAttribute('type', 'button');
    key.addEventListener('click', () => {
      field.value = next();
      field.focus();
    });
    return key;
  }
}

function detailsBox({ label, lines }: NonNullable<LocalView['details']>, isOpen: boolean): HTMLElement {
  const box = document.createElement('details');
  box.open = isOpen;
  box.append(make('summary', label), make('pre', lines.join('\n')));
  return box;
}
