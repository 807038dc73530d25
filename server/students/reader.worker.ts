import { systemClock } from '../clock.ts';
import { openReadOnly } from '../db/open-database.ts';
import { serveDesk } from '../jobs/worker-desk.ts';
import { createAdminList } from './admin-list.store.ts';
import { createFindStudents } from './find-students.store.ts';
import { createStudentFacets } from './student-facets.store.ts';
import type { ReaderInput, ReaderQuestion } from './student-reader.ts';

serveDesk((data) => {
  const { databasePath, config } = data as ReaderInput;
  const db = openReadOnly(databasePath);
  const { list } = createAdminList(db, config);
  const { find } = createFindStudents(db, config);
  const { facets } = createStudentFacets(db, config, systemClock);

  function answer(question: ReaderQuestion): unknown {
    switch (question.is) {
      case 'list':
        return list(question.asked);
      case 'find':
        return find(question.asked);
      case 'facets':
        return facets(question.roundId);
    }
  }

  return {
    answer: (question) => db.transaction(() => answer(question as ReaderQuestion))(),
    close: () => db.close(),
  };
});
