import type { SearchMode } from '../../server/portal/portal.contract.ts';
import type { ListedCertificate } from '../../server/certificates/certificates.contract.ts';
import type { SearchResponse } from '../../server/search/search.contract.ts';
import type { Problem } from '../ui/problem.ts';
import { abortedCode } from '../api/call.ts';

/** What the student typed; kept whatever happens, until it is wiped. */
export type Entries = Readonly<Record<FieldName, string>>;
export type FieldName = 'name' | 'sbd' | 'phone' | 'day' | 'month' | 'year';

/** An answered sum or a pass, good for one request; or the PIN of staff who stand beside the student. */
export type Answer = { readonly captcha_id: string; readonly captcha_answer: string } | { readonly staff_pin: string };

/** The PDF of one certificate, fetched once for preview, download and print. Absent: not asked yet. */
export type CertificateFile =
  | { readonly kind: 'ready'; readonly file: Blob; readonly fileName: string }
  | { readonly kind: 'needs-sum' }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type SumNote = 'wrong' | 'renewed' | 'wrong-pin';
export type View =
  | { readonly kind: 'search'; readonly focus: FieldName | null; readonly note: 'need-sbd' | 'bad-sbd' | null }
  | {
      readonly kind: 'sum';
      readonly purpose: 'search' | 'certificate';
      readonly note: SumNote | null;
      /** Until another PIN may be tried. */
      readonly waitSeconds?: number;
    }
  | { readonly kind: 'looking'; readonly answer: Answer }
  | { readonly kind: 'result' }
  /** What is wrong in the record, told to staff. */
  | { readonly kind: 'report' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'limit'; readonly seconds: number }
  | { readonly kind: 'away'; readonly answer: Answer | null }
  | { readonly kind: 'trouble'; readonly problem: Problem };

export type KioskState = {
  readonly entries: Entries;
  /** The number is asked although the mode does not need it. */
  readonly asksSbd: boolean;
  readonly view: View;
  readonly found: SearchResponse | null;
  readonly chosen: number;
  /** Spares the student a second sum: good for one certificate, renewed with each. */
  readonly pass: Answer | null;
  /** By `certificateKey`. */
  readonly files: Readonly<Record<string, CertificateFile>>;
  /** Grows with each new sum. */
  readonly sums: number;
  /** Grows with each wipe, so that every field starts afresh. */
  readonly visit: number;
};

export type KioskEvent =
  | { readonly kind: 'typed'; readonly field: FieldName; readonly text: string }
  | { readonly kind: 'asked-sbd'; readonly asks: boolean }
  | { readonly kind: 'submitted' }
  | { readonly kind: 'edit'; readonly focus: FieldName | null }
  | { readonly kind: 'answered-sum'; readonly answer: Answer }
  | { readonly kind: 'found'; readonly found: SearchResponse }
  | { readonly kind: 'refused'; readonly problem: Problem; readonly answer: Answer | null }
  | { readonly kind: 'chose'; readonly index: number }
  | {
      readonly kind: 'certificate';
      readonly key: string;
      readonly file: CertificateFile | null;
      readonly pass: Answer | null;
    }
  | { readonly kind: 'sum-for-certificate' }
  | { readonly kind: 'back-to-result' }
  | { readonly kind: 'report' }
  | { readonly kind: 'reported'; readonly pass: Answer | null }
  | { readonly kind: 'waited' }
  | { readonly kind: 'reconnected' }
  | { readonly kind: 'wiped' };

const nothingTyped: Entries = { name: '', sbd: '', phone: '', day: '', month: '', year: '' };
const freshSearch: View = { kind: 'search', focus: null, note: null };

export function startState(visit = 0): KioskState {
  return {
    entries: nothingTyped,
    asksSbd: false,
    view: freshSearch,
    found: null,
    chosen: 0,
    pass: null,
    files: {},
    sums: 0,
    visit,
  };
}

/** What the screen shows next. */
export function nextState(state: KioskState, event: KioskEvent): KioskState {
  if (isReturn(event)) return afterReturn(state, event);
  switch (event.kind) {
    case 'typed':
      return { ...state, entries: { ...state.entries, [event.field]: event.text } };
    case 'asked-sbd':
      return withSbd(state, event.asks);
    case 'submitted':
      return show(state, { kind: 'sum', purpose: 'search', note: null });
    case 'edit':
      return show({ ...state, found: null, files: {}, pass: null }, { kind: 'search', focus: event.focus, note: null });
    case 'answered-sum':
      return afterSum(state, event.answer);
    case 'found':
      return afterFinding(state, event.found);
    case 'refused':
      return afterRefusal(state, event.problem, event.answer);
    case 'chose':
      return { ...state, chosen: event.index };
  }
}

function afterSum(state: KioskState, answer: Answer): KioskState {
  if (state.view.kind !== 'sum' || state.view.purpose === 'search') return show(state, { kind: 'looking', answer });
  return show({ ...withoutUnready(state), pass: answer }, { kind: 'result' });
}

function afterFinding(state: KioskState, found: SearchResponse): KioskState {
  return show({ ...state, found, chosen: 0, files: {}, pass: found.pass ?? null }, { kind: 'result' });
}

/** A file of null forgets the last try, so that it is asked again. */
function withFile(state: KioskState, { key, file, pass }: Extract<KioskEvent, { kind: 'certificate' }>): KioskState {
  const others = Object.fromEntries(Object.entries(state.files).filter(([other]) => other !== key));
  return { ...state, files: file ? { ...others, [key]: file } : others, pass };
}

function withoutUnready(state: KioskState): KioskState {
  const ready = Object.entries(state.files).filter(([, file]) => file.kind === 'ready');
  return { ...state, files: Object.fromEntries(ready) };
}

const returns = [
  'certificate',
  'sum-for-certificate',
  'back-to-result',
  'report',
  'reported',
  'waited',
  'reconnected',
  'wiped',
] as const;

type ReturnEvent = Extract<KioskEvent, { kind: (typeof returns)[number] }>;

function isReturn(event: KioskEvent): event is ReturnEvent {
  return returns.some((kind) => kind === event.kind);
}

function afterReturn(state: KioskState, event: ReturnEvent): KioskState {
  switch (event.kind) {
    case 'certificate':
      return withFile(state, event);
    case 'sum-for-certificate':
      return show(state, { kind: 'sum', purpose: 'certificate', note: null });
    case 'back-to-result':
      return show(state, { kind: 'result' });
    case 'report':
      return show(state, { kind: 'report' });
    case 'reported':
      return { ...state, pass: event.pass };
    case 'waited':
      return show(state, { kind: 'sum', purpose: 'search', note: null });
    case 'reconnected':
      return afterReconnection(state);
    case 'wiped':
      return startState(state.visit + 1);
  }
}

/** The typed answer may have been used up while the server went; the search tells. */
function afterReconnection(state: KioskState): KioskState {
  if (state.view.kind !== 'away') return state;
  const { answer } = state.view;
  return show(state, answer ? { kind: 'looking', answer } : { kind: 'sum', purpose: 'search', note: null });
}

function withSbd(state: KioskState, asks: boolean): KioskState {
  const entries = asks ? state.entries : { ...state.entries, sbd: '' };
  return { ...state, asksSbd: asks, entries, view: searchFor(asks) };
}

function searchFor(asksSbd: boolean): View {
  return { kind: 'search', focus: asksSbd ? 'sbd' : 'name', note: asksSbd ? 'need-sbd' : null };
}

function afterRefusal(state: KioskState, problem: Problem, answer: Answer | null): KioskState {
  if (problem.code === abortedCode) return state;
  if (problem.code.startsWith('captcha.')) return show(state, { kind: 'sum', purpose: 'search', note: 'wrong' });
  if (problem.code.startsWith('staff-pin.')) {
    const waitSeconds = problem.retryAfter ?? 0;
    return show(state, { kind: 'sum', purpose: 'search', note: 'wrong-pin', waitSeconds });
  }
  if (problem.code.startsWith('sbd.')) {
    return { ...state, asksSbd: true, view: { kind: 'search', focus: 'sbd', note: 'bad-sbd' } };
  }
  return show(state, viewOfProblem(problem, answer));
}

function viewOfProblem(problem: Problem, answer: Answer | null): View {
  // One answer stands for "none" and for "more than one": the screen offers the number for both.
  if (problem.status === 404) return { kind: 'not-found' };
  if (problem.status === 429) return { kind: 'limit', seconds: problem.retryAfter ?? 30 };
  if (problem.status === 0 || problem.status === 408) return { kind: 'away', answer };
  // A closed gate shows itself: the portal state says so, and what was typed waits underneath.
  if (problem.code.startsWith('gate.')) return { kind: 'sum', purpose: 'search', note: null };
  if (problem.status === 503) return { kind: 'away', answer: null };
  return { kind: 'trouble', problem };
}

function show(state: KioskState, view: View): KioskState {
  return { ...state, view, sums: view.kind === 'sum' ? state.sums + 1 : state.sums };
}

export function certificateKey({ round_id, subject_code }: ListedCertificate): string {
  return `${round_id}/${subject_code}`;
}

/** The fields of a mode, in reading order. `date` stands for its three boxes. */
export function fieldsOf(mode: SearchMode, asksSbd: boolean): readonly ('name' | 'date' | 'sbd' | 'phone')[] {
  if (mode === 'name_sbd_captcha') return ['name', 'sbd'];
  if (mode === 'sbd_phone') return ['sbd', 'phone'];
  return asksSbd ? ['name', 'date', 'sbd'] : ['name', 'date'];
}

/** The screen holds something typed or personal, so it may not stand there for the next person to read. */
export function holdsSomebody({ entries, view }: KioskState): boolean {
  return view.kind !== 'search' || Object.values(entries).some((text) => text !== '');
}
