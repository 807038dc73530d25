import { Refusal } from '../refusal.ts';

/** Fields that are to change; null empties one. */
export type ShipmentUpdates = Readonly<Record<string, string | null>>;

/** Numbers and truth values as their text. Refuses what is no object of such. Source: upstream api/shipment.py. */
export function readUpdates(value: unknown): ShipmentUpdates {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw noMapping();
  return Object.fromEntries(Object.entries(value).map(([field, given]) => [field, readValue(given)]));
}

function readValue(given: unknown): string | null {
  if (given === null) return null;
  if (typeof given === 'string') return given.trim();
  if (typeof given === 'number' || typeof given === 'boolean') return String(given);
  throw noMapping();
}

const noMapping = () =>
  new Refusal('invalid', 'shipment.updates', 'updates must be an object mapping field names to values');
