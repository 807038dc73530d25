/** One line of a csv that spreadsheets open rightly, where no cell can be a formula. Source: RFC 4180. */
export function toCsvLine(fields: readonly string[]): string {
  return `${fields.map((field) => quote(neutralise(field))).join(',')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula gets a `'`; the readers take it off again. Source: OWASP CSV Injection. */
function neutralise(text: string): string {
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function quote(field: string): string {
  return /["\r\n,;\t]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
