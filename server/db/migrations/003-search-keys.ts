import type { Migration } from '../migrate.ts';

/**
 * The keys students are found by, beside their tables, so that those stay as upstream reads them. A name and date tree
 * of its own costs half of a table with an index. `digest` rides along: one tree more would double the cost of an
 * import. `stale_row` says which rows another program changed, and what stood there when their keys were made.
 */
export const searchKeys: Migration = (db) => {
  db.exec(`
    CREATE TABLE student_source (id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL);
    CREATE TABLE student_key (
      name_key TEXT NOT NULL, dob_key TEXT NOT NULL, source INTEGER NOT NULL, sbd TEXT NOT NULL, digest BLOB,
      PRIMARY KEY (name_key, dob_key, source, sbd)) WITHOUT ROWID;
    CREATE TABLE student_phone (
      phone_key TEXT NOT NULL, source INTEGER NOT NULL, sbd TEXT NOT NULL,
      PRIMARY KEY (phone_key, source, sbd)) WITHOUT ROWID;
    CREATE TABLE stale_row (
      source INTEGER NOT NULL, sbd TEXT NOT NULL, was_there INTEGER NOT NULL, name TEXT, dob TEXT, phone TEXT,
      PRIMARY KEY (source, sbd)) WITHOUT ROWID;
  `);
};
