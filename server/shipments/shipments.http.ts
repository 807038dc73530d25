import { type Route, serve } from '../http/endpoint.ts';
import type { createShipmentLookup } from './shipment-lookup.ts';
import { shipmentLookupEndpoint, shipmentUpsertEndpoint } from './shipments.contract.ts';
import type { Shipments } from './shipments.ts';

type Parts = {
  readonly shipments: Shipments;
  readonly shipmentLookup: ReturnType<typeof createShipmentLookup>;
};

export const shipmentRoutes = ({ shipments, shipmentLookup }: Parts): Route[] => [
  serve(shipmentUpsertEndpoint, shipments.upsert),
  serve(shipmentLookupEndpoint, shipmentLookup.lookup),
];
