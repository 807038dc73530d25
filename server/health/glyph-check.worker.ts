import { createCertificates } from '../certificates/certificates.ts';
import { systemClock } from '../clock.ts';
import { openReadOnly } from '../db/open-database.ts';
import { serveWorker } from '../jobs/run-in-worker.ts';
import { createLog } from '../log.ts';
import { createStudentStore } from '../students/students.store.ts';
import type { Student } from '../students/students.ts';
import { type GlyphCheckInput, type GlyphCheckResult, mostShown } from './glyph-check.ts';
import { findMissingGlyphs, type GlyphRow } from './missing-glyphs.ts';

const tellEvery = 2000;

serveWorker(
  (data, { progress, throwIfStopped }): GlyphCheckResult => {
    const { databasePath, config, root } = data as GlyphCheckInput;
    const signingKeys = { sign: () => Promise.reject(new Error('a check signs nothing')) };
    const log = createLog(() => undefined, systemClock.now);
    const parts = { config, root, signingKeys, publicBaseUrl: () => '', clock: systemClock, log };
    const { missingGlyphs } = createCertificates(parts);
    // Refuses here where a font cannot be used, also for a list without a row.
    missingGlyphs({});
    const db = openReadOnly(databasePath);
    try {
      const students = createStudentStore(db, config);
      const total = students.count();
      const every = config.rounds.values().flatMap(({ id }) => students.iterate(id));
      return { checked: total, ...collect(findMissingGlyphs(followed(every, total), missingGlyphs)) };
    } finally {
      db.close();
    }

    function* followed(rows: Iterable<Student>, total: number): Generator<Student> {
      let done = 0;
      for (const student of rows) {
        done += 1;
        if (done % tellEvery === 0) {
          throwIfStopped();
          progress(Math.floor((100 * done) / Math.max(total, done)));
        }
        yield student;
      }
    }
  },
  { isBackground: true },
);

/** Characters of one row come one after the other. */
function collect(found: Iterable<GlyphRow>): Omit<GlyphCheckResult, 'checked'> {
  const rows: GlyphRow[] = [];
  let [count, last] = [0, ''];
  for (const one of found) {
    const row = `${one.round_id} ${one.sbd}`;
    if (row !== last) count += 1;
    last = row;
    if (rows.length < mostShown) rows.push(one);
  }
  return { count, rows };
}
