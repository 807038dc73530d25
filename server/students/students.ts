import type { Sbd } from '../values/sbd.ts';

/** Every column of a row as text, under the column names of cert.config.json. */
export type Row = Readonly<Record<string, string>>;

/** One row of one round's table. */
export type Student = {
  readonly roundId: string;
  readonly sbd: Sbd;
  readonly name: string;
  readonly dob: string;
  readonly columns: Row;
};
