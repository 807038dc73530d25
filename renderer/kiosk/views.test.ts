import { describe, expect, it } from 'vitest';
import { abortedCode } from '../api/call.ts';
import { fieldsOf, holdsSomebody, nextState, startState, type KioskEvent, type KioskState } from './views.ts';

const answer = { captcha_id: 'id', captcha_answer: '12' };
const found = { sbd: 'A01', name: 'Đỗ Đức Đạt', fields: {}, certificates: [] };
const after = (state: KioskState, ...events: readonly KioskEvent[]) => events.reduce(nextState, state);
const typed = after(
  startState(),
  { kind: 'typed', field: 'name', text: 'Đỗ Đức Đạt' },
  { kind: 'typed', field: 'day', text: '05' },
);
const looking = after(typed, { kind: 'submitted' }, { kind: 'answered-sum', answer });
const refused = (status: number, code: string, more = {}): KioskEvent => ({
  kind: 'refused',
  problem: { status, code, ...more },
  answer,
});

describe('the screens of the kiosk', () => {
  it('go from the form over the sum to the result', () => {
    expect(typed.view.kind).toBe('search');
    expect(after(typed, { kind: 'submitted' }).view).toMatchObject({ kind: 'sum', purpose: 'search' });
    expect(looking.view).toEqual({ kind: 'looking', answer });
    expect(after(looking, { kind: 'found', found })).toMatchObject({ view: { kind: 'result' }, found, chosen: 0 });
  });

  it.each([
    ['a wrong or expired sum gives another sum', refused(400, 'captcha.wrong'), { kind: 'sum', note: 'wrong' }],
    ['no match is not found', refused(404, 'search.no-match', { needSbd: true }), { kind: 'not-found' }],
    ['too many tries wait', refused(429, 'rate.search', { retryAfter: 24 }), { kind: 'limit', seconds: 24 }],
    ['a server away is waited for with the same answer', refused(0, 'page.server-away'), { kind: 'away', answer }],
    ['a busy server is waited for', refused(503, 'busy'), { kind: 'away', answer: null }],
    ['a bug names itself', refused(500, 'internal', { id: 'K7' }), { kind: 'trouble', problem: { id: 'K7' } }],
    ['a bad number goes back to its field', refused(400, 'sbd.form'), { kind: 'search', focus: 'sbd' }],
  ])('%s, and nothing typed is lost', (_name, event, view) => {
    const next = nextState(looking, event);
    expect(next.view).toMatchObject(view);
    expect(next.entries).toEqual(typed.entries);
  });

  it('stay where they are when a request was given up', () => {
    expect(nextState(looking, refused(0, abortedCode))).toBe(looking);
  });

  it('look again with the same answer once the server is back', () => {
    const away = nextState(looking, refused(0, 'page.server-away'));
    expect(nextState(away, { kind: 'reconnected' }).view).toEqual({ kind: 'looking', answer });
    const busy = nextState(looking, refused(503, 'busy'));
    expect(nextState(busy, { kind: 'reconnected' }).view).toMatchObject({ kind: 'sum' });
    expect(nextState(typed, { kind: 'reconnected' })).toBe(typed);
  });

  it('come back to the form with the caret where it was asked', () => {
    const missing = nextState(looking, refused(404, 'search.no-match'));
    expect(nextState(missing, { kind: 'edit', focus: 'day' })).toMatchObject({
      view: { kind: 'search', focus: 'day' },
      entries: typed.entries,
    });
  });

  it('ask the number, and forget it when it is taken back', () => {
    const asked = after(typed, { kind: 'asked-sbd', asks: true }, { kind: 'typed', field: 'sbd', text: 'A01' });
    expect(asked).toMatchObject({ asksSbd: true, view: { focus: 'sbd' }, entries: { sbd: 'A01' } });
    expect(nextState(asked, { kind: 'asked-sbd', asks: false })).toMatchObject({
      asksSbd: false,
      entries: { sbd: '' },
    });
  });

  it('forget everything when wiped', () => {
    const wiped = nextState(after(looking, { kind: 'found', found }), { kind: 'wiped' });
    expect(wiped).toEqual(startState(1));
  });

  it('know whether somebody is still on them', () => {
    expect(holdsSomebody(startState())).toBe(false);
    expect(holdsSomebody(typed)).toBe(true);
    expect(holdsSomebody(after(startState(), { kind: 'submitted' }))).toBe(true);
  });

  it('ask in each mode what the mode needs', () => {
    expect(fieldsOf('name_dob_captcha', false)).toEqual(['name', 'date']);
    expect(fieldsOf('name_dob_captcha', true)).toEqual(['name', 'date', 'sbd']);
    expect(fieldsOf('name_sbd_captcha', false)).toEqual(['name', 'sbd']);
    expect(fieldsOf('sbd_phone', false)).toEqual(['sbd', 'phone']);
  });
});

describe('the certificates of a result', () => {
  const pass = { captcha_id: 'pass-1', captcha_answer: 'secret' };
  const shown = nextState(looking, { kind: 'found', found: { ...found, pass } });

  it('are asked with the pass that came with the result, and each brings the next pass', () => {
    expect(shown.pass).toEqual(pass);
    const file = { kind: 'ready', file: new Blob(), fileName: 'a.pdf' } as const;
    const fetched = nextState(shown, { kind: 'certificate', key: 'a/M', file, pass: null });
    expect(fetched).toMatchObject({ files: { 'a/M': { kind: 'ready' } }, pass: null });
  });

  it('ask a sum once the pass is spent, and come back to the result with it', () => {
    const spent = nextState(shown, { kind: 'certificate', key: 'a/M', file: { kind: 'needs-sum' }, pass: null });
    const asked = nextState(spent, { kind: 'sum-for-certificate' });
    expect(asked.view).toMatchObject({ kind: 'sum', purpose: 'certificate' });
    const solved = nextState(asked, { kind: 'answered-sum', answer });
    expect(solved).toMatchObject({ view: { kind: 'result' }, pass: answer, files: {}, found: { sbd: 'A01' } });
  });

  it('are asked again after a failure', () => {
    const problem = { status: 0, code: 'page.server-away' };
    const failed = nextState(shown, { kind: 'certificate', key: 'a/M', file: { kind: 'failed', problem }, pass });
    expect(nextState(failed, { kind: 'certificate', key: 'a/M', file: null, pass }).files).toEqual({});
  });
});
