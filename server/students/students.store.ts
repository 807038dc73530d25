import type { CertConfig } from '../config/cert-config.ts';
import type { Database } from '../db/open-database.ts';
import { sqlName } from '../db/sql-name.ts';
import { type DobKey, toDobKey } from '../values/dob.ts';
import { type NameKey, toNameKey } from '../values/name.ts';
import type { PhoneKey } from '../values/phone.ts';
import type { Sbd } from '../values/sbd.ts';
import { studentColumns, toStudent } from './student-columns.ts';
import { createStaleKeys } from './student-keys.store.ts';
import { iterateRows } from './student-tables.store.ts';
import type { Student } from './students.ts';

type RawRow = Readonly<Record<string, unknown>>;

export type StudentStore = ReturnType<typeof createStudentStore>;

/** Reads students. What another program changed is found by its new values at the next call. */
export function createStudentStore(db: Database, config: CertConfig) {
  const columns = studentColumns(config);
  const declared = columns.declared.map((column) => `${sqlName(column)} AS ${sqlName(column)}`).join(', ');
  const rounds = config.rounds.map(({ id: roundId, table }) => ({
    roundId,
    bySbd: db.prepare<[Sbd], RawRow>(`SELECT ${declared} FROM ${sqlName(table)} WHERE ${sqlName(columns.sbd)} = ?`),
    selectRow: `SELECT ${declared} FROM ${sqlName(table)}`,
    count: db.prepare<[], number>(`SELECT count(*) FROM ${sqlName(table)}`).pluck(),
  }));
  // One person has a row a round at most: one more shows that there are namesakes, however many they are.
  const enough = config.rounds.length + 1;
  const selectByNameAndDob = db
    .prepare<[NameKey, DobKey], Sbd>(`SELECT sbd FROM student_key WHERE name_key = ? AND dob_key = ? LIMIT ${enough}`)
    .pluck();
  const selectByPhone = db.prepare<[PhoneKey], Sbd>('SELECT sbd FROM student_phone WHERE phone_key = ?').pluck();
  const staleKeys = createStaleKeys(db, config);

  /** Rows of one registration number, in the order of the rounds. */
  function findBySbd(sbd: Sbd): Student[] {
    return rounds.flatMap(({ roundId, bySbd }) => bySbd.all(sbd).map((raw) => toStudent(columns, roundId, raw)));
  }

  /** As `findBySbd`, for every registration number under that name and date of birth. An empty name finds no one. */
  function findByNameAndDob(name: NameKey, dob: DobKey): Student[] {
    if (name === '') return [];
    const marked = staleKeys.refreshOrList().map(({ sbd }) => sbd);
    const found = selectByNameAndDob.all(name, dob);
    return findAll([...found, ...marked.filter((sbd) => isUnder(sbd, name, dob))]);
  }

  /** As `findBySbd`, for every number whose phone ends so. */
  function findByPhoneKey(phone: PhoneKey): Student[] {
    if (phone === '') return [];
    staleKeys.refreshOrList();
    return findAll(selectByPhone.all(phone));
  }

  function isUnder(sbd: Sbd, name: NameKey, dob: DobKey): boolean {
    return findBySbd(sbd).some((student) => toNameKey(student.name) === name && toDobKey(student.dob) === dob);
  }

  function findAll(sbds: readonly Sbd[]): Student[] {
    return [...new Set(sbds)].flatMap(findBySbd);
  }

  /** Makes the keys of rows right that another program changed, where no one else is writing. */
  function refreshKeys(): void {
    staleKeys.refreshOrList();
  }

  /** Rows of all rounds. */
  function count(): number {
    return rounds.reduce((total, round) => total + (round.count.get() ?? 0), 0);
  }

  /** The rows of one round in the order of its table, without holding them all. */
  function* iterate(roundId: string): Generator<Student> {
    const round = rounds.find((candidate) => candidate.roundId === roundId);
    if (!round) return;
    for (const raw of iterateRows(db, round)) yield toStudent(columns, roundId, raw);
  }

  return { findBySbd, findByNameAndDob, findByPhoneKey, refreshKeys, count, iterate };
}
