import type { Caller } from '../caller.ts';
import type { CertConfig } from '../config/cert-config.ts';
import { Refusal } from '../refusal.ts';
import type { Kv } from '../kv/kv.ts';
import type { Sbd } from '../values/sbd.ts';
import type { CaptchaResponse, CertificatePass } from './captcha.contract.ts';

const ttlSeconds = 300;
/** No id of a sum has a point in it. */
const passPrefix = 'pass.';

type Parts = {
  readonly kv: Kv;
  /** A whole number, both ends included. */
  readonly randomInt: (least: number, most: number) => number;
  /** 16 random bytes as base64url. */
  readonly makeId: () => string;
};

/** Whether no sum is asked: the kiosk window of the program on this PC, where the config trusts it. */
export function isTrusted(
  { isOwnWindow }: Pick<Caller, 'isOwnWindow'>,
  { desktop }: Pick<CertConfig, 'desktop'>,
): boolean {
  return isOwnWindow === true && desktop.kiosk.trust_window;
}

type Sum = { readonly question: string; readonly answer: number };

export type Captcha = ReturnType<typeof createCaptcha>;

/** Small sums that a person solves at once; each is good for one try. Source: upstream api/captcha.py. */
export function createCaptcha({ kv, randomInt, makeId }: Parts) {
  async function issue(): Promise<CaptchaResponse> {
    const { question, answer } = makeSum();
    const id = makeId();
    await kv.set(keyOf(id), String(answer), ttlSeconds);
    return { id, question };
  }

  /**
   * Uses up the challenge, right or wrong: of any number of tries at once, one gets to answer. Refuses for a missing
   * id, an unknown or used one, an answer that is no integer, a wrong one, in this order.
   */
  async function consume(id: string, given: string | number): Promise<void> {
    if (id.trim() === '') throw invalid('missing', 'captcha id is required');
    const answer = id.startsWith(passPrefix) ? null : await kv.consume(keyOf(id.trim()));
    if (answer === null) throw invalid('gone', 'captcha challenge not found or expired');
    const number = toInteger(given);
    if (number === null) throw invalid('no-integer', `captcha answer is not an integer: '${given}'`);
    if (number !== Number(answer)) throw invalid('wrong', 'captcha answer is incorrect');
  }

  /**
   * What stands for a solved sum in one download of this registration number: who has just found the certificates
   * need not calculate again to see one.
   */
  async function issuePass(sbd: Sbd): Promise<CertificatePass> {
    const id = `${passPrefix}${makeId()}`;
    const secret = makeId();
    await kv.set(keyOf(id), `${secret} ${sbd}`, ttlSeconds);
    return { captcha_id: id, captcha_answer: secret };
  }

  /** As `consume`, for a sum or a pass. Gives the number the pass is bound to, null for a sum. */
  async function consumeSumOrPass(id: string, given: string | number): Promise<string | null> {
    if (!id.startsWith(passPrefix)) {
      await consume(id, given);
      return null;
    }
    const [secret, sbd] = (await kv.consume(keyOf(id)))?.split(' ') ?? [];
    if (secret === undefined || sbd === undefined) throw invalid('gone', 'captcha challenge not found or expired');
    if (secret !== given) throw invalid('wrong', 'captcha answer is incorrect');
    return sbd;
  }

  function makeSum(): Sum {
    const operator = randomInt(0, 2);
    if (operator === 0) return sumOf('+', randomInt(2, 9), randomInt(2, 9));
    if (operator === 1) {
      const first = randomInt(5, 15);
      return sumOf('-', first, randomInt(1, first));
    }
    return sumOf('×', randomInt(2, 6), randomInt(2, 6));
  }

  return { issue, consume, issuePass, consumeSumOrPass };
}

function sumOf(operator: '+' | '-' | '×', first: number, second: number): Sum {
  const question = `${first} ${operator} ${second} = ?`;
  switch (operator) {
    case '+':
      return { question, answer: first + second };
    case '-':
      return { question, answer: first - second };
    case '×':
      return { question, answer: first * second };
  }
}

function toInteger(given: string | number): number | null {
  const text = String(given).trim();
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : null;
}

const keyOf = (id: string) => `captcha:${id}`;
const invalid = (what: string, message: string) => new Refusal('invalid', `captcha.${what}`, message);
