import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { readNotes, type VerifySignature } from '../../server/values/checkpoint-note.ts';
import { type ExportReport, verifyExport } from '../../server/values/log-export.ts';
import { linesOf } from './lines-of.ts';
import { type Language, translate } from './texts.ts';

/** Judges an exported log in the browser, without a network: what an auditor opens from a USB stick. */
const verify: VerifySignature = (publicKey, message, signature) => {
  try {
    return ed25519.verify(signature, message, publicKey);
  } catch {
    // No signature or no key at all.
    return false;
  }
};

let language: Language = navigator.language.startsWith('vi') ? 'vi' : 'en';
let last: { readonly report: ExportReport; readonly notedKey: string } | null = null;

const file = element('file', HTMLInputElement);
const outside = element('outside', HTMLTextAreaElement);
const key = element('key', HTMLInputElement);
const verdict = element('verdict', HTMLElement);

element('language', HTMLButtonElement).addEventListener('click', () => {
  language = language === 'vi' ? 'en' : 'vi';
  write();
});
element('verify', HTMLButtonElement).addEventListener('click', () => void judge());
write();

async function judge(): Promise<void> {
  const [chosen] = file.files ?? [];
  last = null;
  if (!chosen) {
    show('broken', t('verifier.no-file'), []);
    file.focus();
    return;
  }
  const notes = readNotes(outside.value);
  if (outside.value.trim() !== '' && notes.length === 0) {
    show('broken', t('verifier.no-checkpoint'), [t('verifier.no-checkpoint.next')]);
    outside.focus();
    return;
  }
  show('', t('verifier.busy'), []);
  const report = await verifyExport(linesOf(chosen), { sha256, verify, outside: notes });
  last = { report, notedKey: key.value.trim() };
  write();
}

/** Every text of the page in the language chosen. */
function write(): void {
  document.documentElement.lang = language;
  document.title = t('verifier.title');
  for (const [selector, text] of [
    ['h1', t('verifier.title')],
    ['#language', t('verifier.language')],
    ['#lead', t('verifier.lead')],
    ['label[for=file]', t('verifier.file')],
    ['label[for=outside]', t('verifier.outside')],
    ['label[for=key]', t('verifier.key')],
    ['#verify', t('verifier.verify')],
    ['footer', t('verifier.how')],
  ] as const) {
    const place = document.querySelector(selector);
    if (place) place.textContent = text;
  }
  if (last) showReport(last.report, last.notedKey);
  else verdict.replaceChildren();
}

const unknownHead = { public_key: '', name: '', exported_at: '' };

function showReport({ head, rows, checkpoints, fault }: ExportReport, notedKey: string): void {
  if (fault) {
    const words = t(`verifier.fault.${fault.kind}`, { seq: fault.seq });
    show('broken', t('verifier.broken', { seq: fault.seq }), [words, t('verifier.broken.next')]);
    return;
  }
  const { public_key: publicKey, name, exported_at: time } = head ?? unknownHead;
  if (notedKey !== '' && notedKey !== publicKey) {
    show('broken', t('verifier.other-key'), [t('verifier.other-key.next'), publicKey]);
    return;
  }
  show('whole', t('verifier.whole', { rows }), [
    t('verifier.about', { name, time }),
    t('verifier.signed', { checkpoints }),
    t(notedKey === '' ? 'verifier.compare-key' : 'verifier.key-fits'),
    publicKey,
  ]);
}

function show(look: 'whole' | 'broken' | '', title: string, lines: readonly string[]): void {
  const card = document.createElement('div');
  if (look !== '') card.className = look;
  const heading = document.createElement('h2');
  heading.textContent = title;
  card.append(heading);
  for (const line of lines) {
    const text = document.createElement(/^\S+\+[0-9a-f]{8}\+\S+$/.test(line) ? 'code' : 'p');
    text.textContent = line;
    card.append(text);
  }
  verdict.replaceChildren(card);
}

function t(id: string, facts: Readonly<Record<string, string | number>> = {}): string {
  return translate(language, id, facts);
}

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}
