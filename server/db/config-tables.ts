import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from './open-database.ts';
import { addMissingColumns } from './table-columns.ts';

/** A field added to the config becomes a column by itself. */
export function alignShipmentColumns(db: Database, { features }: Pick<CertConfig, 'features'>): void {
  addMissingColumns(db, 'shipments', Object.fromEntries(features.shipment.fields.map((field) => [field, 'TEXT'])));
}
