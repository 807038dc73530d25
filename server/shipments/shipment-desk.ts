import type { Database } from '../db/open-database.ts';
import { createShipmentLookup } from './shipment-lookup.ts';
import { createShipments } from './shipments.ts';
import { createShipmentStore } from './shipments.store.ts';

type Parts = Omit<Parameters<typeof createShipments>[0], 'store'> &
  Omit<Parameters<typeof createShipmentLookup>[0], 'store' | 'shipments'> & { readonly portalDb: Database };

/** Writing shipments by staff, and looking one up, over one store. */
export function createShipmentDesk({ portalDb, ...parts }: Parts) {
  const store = createShipmentStore(portalDb, parts.config);
  const shipments = createShipments({ ...parts, store });
  return { shipments, shipmentLookup: createShipmentLookup({ ...parts, store, shipments }) };
}
