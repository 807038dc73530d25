import type { Caller } from '../caller.ts';
import type { Captcha } from '../captcha/captcha.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Gates } from '../gates/gates.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import { Refusal } from '../refusal.ts';
import type { StudentStore } from '../students/students.store.ts';
import type { Student } from '../students/students.ts';
import { toDobKey } from '../values/dob.ts';
import { toNameKey } from '../values/name.ts';
import { toPhoneKey } from '../values/phone.ts';
import type { ShipmentLookupRequest, ShipmentLookupResponse } from './shipments.contract.ts';
import { pick, requireSbd, type Shipments, textOf } from './shipments.ts';
import type { ShipmentStore } from './shipments.store.ts';

type Parts = {
  readonly config: CertConfig;
  readonly store: Pick<ShipmentStore, 'find'>;
  readonly shipments: Pick<Shipments, 'requireEnabled' | 'requireRound'>;
  readonly students: Pick<StudentStore, 'findBySbd'>;
  readonly gates: Gates;
  readonly captcha: Captcha;
  readonly rateLimits: RateLimits;
};

/** A student asks where their paper is. Source: upstream api/shipment.py. */
export function createShipmentLookup(parts: Parts) {
  const { config, store, shipments, students, gates, captcha, rateLimits } = parts;
  const { phone_col: phoneColumn } = config.data_mapping;
  const { public_fields: shownFields } = config.features.shipment;

  /**
   * Refuses for disabled, sbd, round, gate, captcha, limit, in this order; then with one text whether the student is
   * not the one they say or nothing is recorded.
   */
  async function lookup(asked: ShipmentLookupRequest, caller: Caller): Promise<ShipmentLookupResponse> {
    shipments.requireEnabled();
    const sbd = requireSbd(asked.sbd);
    const roundId = textOf(asked.round_id);
    if (roundId === '') throw new Refusal('invalid', 'shipment.round', 'round_id is required');
    shipments.requireRound(roundId);
    gates.requireOpen('lookup');
    await captcha.consume(asked.captcha_id, asked.captcha_answer);
    await rateLimits.count('shipment_lookup', caller.address);
    const student = students.findBySbd(sbd).find((row) => row.roundId === roundId);
    const shipment = store.find(roundId, sbd);
    if (!isOneOf(student, asked) || !shipment) {
      throw new Refusal('not-found', 'shipment.none', 'no shipment recorded for this certificate yet');
    }
    return { status: shipment.status, updated_at: shipment.updated_at, fields: pick(shipment, shownFields) };
  }

  /** Any one of name, phone and date that was given matches; each is compared, whatever the others are. */
  function isOneOf(student: Student | undefined, { name, dob, phone }: ShipmentLookupRequest): boolean {
    const stored = phoneColumn === null ? '' : (student?.columns[phoneColumn] ?? '');
    const matches = [
      isSame(toNameKey(student?.name ?? ''), toNameKey(textOf(name))),
      isSame(toDobKey(student?.dob ?? ''), toDobKey(textOf(dob))),
      isSame(toPhoneKey(stored), toPhoneKey(textOf(phone))),
    ];
    return matches.includes(true);
  }

  return { lookup };
}

function isSame(known: string, claimed: string): boolean {
  return known !== '' && known === claimed;
}
