import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';

/** A row of `shipments`, the configured fields beside upstream's columns. */
export type ShipmentRow = Readonly<Record<string, string | null>> & {
  readonly id: string;
  readonly round_id: string;
  readonly sbd: string;
  readonly status: string;
  readonly created_at: string;
  readonly updated_at: string;
};

export type ShipmentStore = ReturnType<typeof createShipmentStore>;

export function createShipmentStore(db: Database, { features }: Pick<CertConfig, 'features'>) {
  const columns = ['id', 'round_id', 'sbd', 'status', 'created_at', 'updated_at', ...features.shipment.fields];
  const names = columns.map(sqlName).join(', ');
  const values = columns.map((column) => `@${column}`).join(', ');
  const updates = columns.slice(1).map((column) => `${sqlName(column)} = @${column}`);
  const select = db.prepare<[string, string], ShipmentRow>('SELECT * FROM shipments WHERE round_id = ? AND sbd = ?');
  const upsert = db.prepare<[ShipmentRow]>(
    `INSERT INTO shipments (${names}) VALUES (${values}) ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`,
  );

  /** With every column the table has. */
  function find(roundId: string, sbd: string): ShipmentRow | undefined {
    return select.get(roundId, sbd);
  }
  /** New, or in place of the one with its id. */
  function save(row: ShipmentRow): void {
    upsert.run(row);
  }

  return { find, save };
}
