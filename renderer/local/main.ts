import { codePicture } from './code-picture.ts';
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

function partsOf(view: LocalView, press: Bridge['press'], isOpen: boolean): Element[] {
  const parts: Element[] = [make('h1', view.title), make('p', view.text, 'text')];
  if (view.isBusy) parts.push(busyBar());
  if (view.line !== '') parts.push(make('p', view.line, 'line'));
  if (view.problem) parts.push(problemBox(view.problem));
  if (view.pad) parts.push(codePad(view.pad, press));
  if (view.code) parts.push(...codeParts(view.code));
  if (view.table) parts.push(factTable(view.table));
  if (view.field) parts.push(secretField(view.field, press));
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
  return document.querySelector<HTMLInputElement>('input, textarea')?.value ?? '';
}

function codeParts({ text, label }: NonNullable<LocalView['code']>): (HTMLElement | SVGElement)[] {
  return [codePicture(text, label), make('p', text.replace(/^http:\/\//, ''), 'address')];
}

function factTable({ head, rows }: NonNullable<LocalView['table']>): HTMLElement {
  const table = document.createElement('table');
  const rowOf = (cells: readonly string[], nameOf: (index: number) => string) => {
    const row = document.createElement('tr');
    row.append(...cells.map((cell, index) => make(nameOf(index), cell)));
    return row;
  };
  if (head.length > 0) table.append(rowOf(head, () => 'th'));
  table.append(...rows.map((cells) => rowOf(cells, (index) => (index === 0 ? 'th' : 'td'))));
  return table;
}

/** A long secret: seen while it is typed, kept nowhere. */
function secretField({ label, hint, submit }: NonNullable<LocalView['field']>, press: Bridge['press']): HTMLElement {
  const form = document.createElement('form');
  form.className = 'secret';
  const name = make('label', label);
  const field = document.createElement('textarea');
  Object.assign(field, { id: 'secret', rows: 3, autocomplete: 'off', spellcheck: false });
  name.setAttribute('for', 'secret');
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void press({ id: submit, value: field.value });
  });
  form.append(name, field, make('p', hint, 'line'));
  queueMicrotask(() => field.focus());
  return form;
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
