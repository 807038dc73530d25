import type { AuditEntryShown } from '../../../server/audit/audit.contract.ts';
import type { Catalog, TextFacts, TextKey } from '../../../server/i18n/translate.ts';

type Words = Pick<Catalog, 't' | 'isText'>;

/** What was done, as a sentence. An action without one is told by its code. */
export function sayEntry({ action, metadata, target }: AuditEntryShown, { t, isText }: Words): string {
  const facts = toFacts({ target: target ?? '', ...metadata }, { t, isText });
  const key = chooseKey(action, metadata);
  return isText(key) ? t(key, facts) : t('panel.audit.other', { action });
}

type Metadata = AuditEntryShown['metadata'];

/** What some actions add to their key, as they say different things by what happened. */
const endings: Readonly<Record<string, (metadata: Metadata) => string>> = {
  'admin.features.update': gatesWord,
  'system.gates': gatesWord,
  'system.clock': ({ direction }) => `.${direction === 'none' || direction === 'ahead' ? direction : 'back'}`,
  'admin.login.failure': (metadata) => ('count' in metadata ? '.many' : ''),
  'staff-pin.set': ({ is_set: isSet }) => (isSet === true ? '' : '.off'),
  'gates.schedule': ({ is_on: isOn }) => (isOn === true ? '' : '.off'),
  'lan.switch': lanWord,
  'student.update': ({ changed }) => (changed === false ? '.same' : ''),
};

function chooseKey(action: string, metadata: Metadata): string {
  return `panel.audit.act.${action}${endings[action]?.(metadata) ?? ''}`;
}

function gatesWord({ lookup_enabled: lookup, download_enabled: download }: Metadata): string {
  return `.${gateWord(lookup)}-${gateWord(download)}`;
}

function lanWord(metadata: Metadata): '' | '.on' | '.panel' {
  if (metadata['is_on'] !== true) return '';
  return metadata['is_panel_on'] === true ? '.panel' : '.on';
}

function gateWord(isEnabled: unknown): 'open' | 'closed' {
  return isEnabled === true ? 'open' : 'closed';
}

/** Numbers and words as the sentence takes them; codes get their word where there is one. */
function toFacts(metadata: AuditEntryShown['metadata'], words: Words): TextFacts {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, toFact(value, words)]));
}

function toFact(value: unknown, words: Words): string | number {
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map((each) => toFact(each, words)).join(', ');
  if (typeof value === 'string') return wordOf(value, words);
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

function wordOf(code: string, { t, isText }: Words): string {
  const key = `panel.audit.word.${code}`;
  return isText(key) ? t(key satisfies TextKey) : code;
}

/** Who did it: an e-mail, or what else is known. */
export function sayPerson(
  { user_email: email, user_id: id, target }: AuditEntryShown,
  { t }: Pick<Words, 't'>,
): string {
  return email ?? id ?? t(target === 'kiosk' ? 'panel.audit.person.kiosk' : 'panel.audit.person.system');
}

/** From where: this PC by its name. */
export function sayAddress(address: string | null, { t }: Pick<Words, 't'>): string {
  if (address === null) return t('panel.audit.from.inside');
  return address === '127.0.0.1' || address === '::1' ? t('panel.audit.from.this-pc') : address;
}

/** To what: the id of an account by its beginning, whole in the detail. */
export function sayTarget(target: string | null): string {
  return target === null ? '–' : target.replace(/^([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]+$/, '$1…');
}
