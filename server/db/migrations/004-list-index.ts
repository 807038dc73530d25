import type { Migration } from '../migrate.ts';

/**
 * What lists are searched by: every run of three letters of a name, and the date of birth as one more word, in one
 * index that holds no copy of either. Filled after an import's commit, so `student_source.listed_to` says up to which
 * row, and `list_waiting` which rows below it have changed since: a list reads those themselves and is never wrong.
 * A row's number here is its round's number times 2^40 plus its own.
 */
export const listIndex: Migration = (db) => {
  db.exec(`
    ALTER TABLE student_source ADD COLUMN listed_to INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE list_waiting (row INTEGER PRIMARY KEY);
    CREATE VIRTUAL TABLE student_list USING fts5 (
      name, day, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1');
    ALTER TABLE record_history ADD COLUMN kind TEXT;
    ALTER TABLE record_history ADD COLUMN reason TEXT;
    ALTER TABLE record_history ADD COLUMN batch_id TEXT;
  `);
  dropMarks(db);
};

/** The triggers are made anew at this start, since they have one thing more to mark. */
const dropMarks: Migration = (db) => {
  const marks = db.prepare<[], string>(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'lvt\\_mark\\_%' ESCAPE '\\'",
  );
  for (const name of marks.pluck().all()) db.exec(`DROP TRIGGER "${name.replaceAll('"', '""')}"`);
};
