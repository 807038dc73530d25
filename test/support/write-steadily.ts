import { createAuditStore } from '../../server/audit/audit.store.ts';
import { createAudit } from '../../server/audit/audit.ts';
import { systemClock } from '../../server/clock.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { createTransactions } from '../../server/db/transactions.ts';
import { createLog } from '../../server/log.ts';

/**
 * A program to be killed: `node write-steadily.ts PORTAL_DB START`. Adds a student with its log entry, then says the
 * number, and so on until it dies.
 */
const [, , path = '', start = '0'] = process.argv;
const db = openDatabase(path);
const inTransaction = createTransactions(db, (error) => {
  throw error;
});
const log = createLog(() => undefined, systemClock.now);
const audit = createAudit({ store: createAuditStore(db), inTransaction, clock: systemClock, log });
const insert = db.prepare<[string]>("INSERT INTO students_main (sbd, full_name) VALUES (?, 'Lê An')");
let next = Number(start);
setInterval(() => {
  for (let burst = 0; burst < 20; burst += 1) {
    next += 1;
    const sbd = `K${next}`;
    inTransaction(() => {
      insert.run(sbd);
      audit.append({ action: 'student.update', targetId: sbd });
    });
    process.stdout.write(`${sbd}\n`);
  }
}, 1);
