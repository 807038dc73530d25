import { guardFormula } from '../values/formula-guard.ts';

/** A line of a csv as spreadsheets read it, its formulas guarded. Source: RFC 4180 section 2. */
export function toCsvLine(fields: readonly string[]): string {
  return `${fields.map((field) => quote(guardFormula(field))).join(',')}\r\n`;
}

function quote(field: string): string {
  return /["\r\n,;\t]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
