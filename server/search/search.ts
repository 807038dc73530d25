import type { Audit } from '../audit/audit.ts';
import type { Actor, Caller, Role } from '../caller.ts';
import { type Captcha, isTrusted } from '../captcha/captcha.ts';
import type { Certificates } from '../certificates/certificates.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Gates } from '../gates/gates.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import { Refusal } from '../refusal.ts';
import type { StaffPin } from '../staff-pin/staff-pin.ts';
import type { Student } from '../students/students.ts';
import type { StudentStore } from '../students/students.store.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import type { Sbd } from '../values/sbd.ts';
import { isSamePerson } from './match.ts';
import { createPublicFields } from './public-fields.ts';
import type { SearchRequest, SearchResponse } from './search.contract.ts';

/** The user behind a token, of at least this role; refuses otherwise. */
type Authenticate = (token: string, least: Role, caller: Caller) => Promise<Actor>;

type Parts = {
  readonly config: CertConfig;
  readonly students: StudentStore;
  readonly certificates: Pick<Certificates, 'listFor'>;
  readonly gates: Gates;
  readonly captcha: Captcha;
  readonly staffPin: Pick<StaffPin, 'consume'>;
  readonly rateLimits: RateLimits;
  readonly authenticate: Authenticate;
  readonly audit: Audit;
};

/** Rows of one person, one a round, in the order of the config. */
export type Found = readonly [Student, ...Student[]];

export type Search = ReturnType<typeof createSearch>;

/** Finding a student. Source: upstream api/search.py. */
export function createSearch(parts: Parts) {
  const { config, students, certificates, gates, captcha, staffPin, rateLimits, authenticate, audit } = parts;
  const { mode } = config.student_search;
  const { phone_col: phoneColumn } = config.data_mapping;
  const publicFields = createPublicFields(config);

  /**
   * The certificates of the student who can name themselves. Refuses for sbd, gate, captcha or staff PIN, limit, no match, in
   * this order: a closed gate burns no captcha, a typo no quota.
   */
  async function asStudent(asked: SearchRequest, caller: Caller): Promise<SearchResponse> {
    requireSbdWhereNeeded(asked);
    gates.requireOpen('lookup');
    if (asked.staff_pin !== '') await staffPin.consume(asked.staff_pin, caller);
    else if (!isTrusted(caller, config)) await captcha.consume(asked.captcha_id, asked.captcha_answer);
    await rateLimits.count('search', caller.address);
    const found = findByClaim(asked);
    const pass = await captcha.issuePass(found[0].sbd);
    return { ...toResponse(found, publicFields(found[0])), pass };
  }

  /** As `asStudent` behind the gates: sbd, captcha, pass or staff PIN, limit, no match. */
  async function identify(asked: SearchRequest, caller: Caller): Promise<Found> {
    requireSbdWhereNeeded(asked);
    const boundTo = await proveHuman(asked, caller);
    await rateLimits.count('search', caller.address);
    const found = findByClaim(asked);
    if (boundTo !== null && boundTo !== found[0].sbd) {
      throw new Refusal('invalid', 'captcha.wrong', 'captcha answer is incorrect');
    }
    return found;
  }

  /** The number a pass is bound to, null for a sum or a PIN. */
  async function proveHuman(asked: SearchRequest, caller: Caller): Promise<string | null> {
    if (asked.staff_pin === '' && asked.captcha_id === '' && isTrusted(caller, config)) return null;
    if (asked.staff_pin === '') return captcha.consumeSumOrPass(asked.captcha_id, asked.captcha_answer);
    await staffPin.consume(asked.staff_pin, caller);
    return null;
  }

  function findByClaim(asked: SearchRequest): Found {
    const candidates = asked.sbd
      ? students.findBySbd(asked.sbd)
      : students.findByNameAndDob(toNameKey(asked.name), toDobKey(asked.dob));
    // Someone is always compared, so that an unknown number takes the time of a wrong name.
    const compared = candidates.length > 0 ? candidates : [nobody];
    const [first, ...others] = compared.filter((student) => isSamePerson(student, asked, mode, phoneColumn));
    if (!first || first === nobody || others.some(({ sbd }) => sbd !== first.sbd)) {
      throw noMatch(asked.sbd ? {} : { need_sbd: true });
    }
    return [first, ...others];
  }

  /** The whole record for staff of any role: no captcha, limit or gate. Hits are told of in the log. */
  async function asAdmin(asked: SearchRequest, caller: Caller): Promise<SearchResponse> {
    const { found, actor } = await findAsAdmin(asked, caller);
    await audit.record({ ...byActor(actor, caller), action: 'admin.search', targetId: found[0].sbd });
    return toResponse(found, found[0].columns);
  }

  /** Refuses for sbd, network, token, no match, in this order. */
  async function findAsAdmin(asked: SearchRequest, caller: Caller): Promise<{ found: Found; actor: Actor }> {
    if (!asked.sbd) throw sbdMissing();
    const actor = await authenticate(caller.bearer ?? asked.token, 'viewer', caller);
    const [first, ...others] = students.findBySbd(asked.sbd);
    if (!first) throw noMatch({});
    return { found: [first, ...others], actor };
  }

  function requireSbdWhereNeeded({ sbd }: SearchRequest): void {
    if (!sbd && mode !== 'name_dob_captcha') throw sbdMissing();
  }

  function toResponse(found: Found, fields: Readonly<Record<string, string>>): SearchResponse {
    const [{ sbd, name }] = found;
    return { sbd, name, fields, certificates: found.flatMap((student) => certificates.listFor(student)) };
  }

  return { asStudent, asAdmin, identify, findAsAdmin };
}

/** Who did it, as an entry of the log names them. */
export function byActor({ userId, email, jti }: Actor, { address }: Caller) {
  return { userId, userEmail: email, session: jti, ip: address };
}

/** A row that no claim fits for: its values are compared like any other's and the outcome thrown away. */
const nobody: Student = {
  roundId: '',
  sbd: 'none' as Sbd,
  name: 'Nguyễn Thị Không Ai',
  dob: '01-01-1900',
  columns: {},
};

const sbdMissing = () => new Refusal('invalid', 'sbd.missing', 'sbd is required');
const noMatch = (facts: { readonly need_sbd?: true }) =>
  new Refusal('not-found', 'search.no-match', 'no matching student found', facts);
