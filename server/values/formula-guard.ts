/** What a spreadsheet takes for a formula, after white space and quotes too; full-width forms are read as plain ones. */
const formula = /^[\s']*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const guarded = /^'(?=[\s']*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/;

/** A text that a spreadsheet shows and never computes: with a `'` in front where it needs one. Source: OWASP CSV Injection. */
export function guardFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text as it was before `guardFormula`. */
export function unguardFormula(text: string): string {
  return text.replace(guarded, '');
}
