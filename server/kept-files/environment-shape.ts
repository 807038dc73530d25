/**
 * An .env with every value taken out: its lines, the names in them and the lengths. Enough to tell later that the file was
 * cut, and worth nothing to whom reads the database, where it is kept beside what those secrets lock.
 */
export function shapeOf(text: string): string {
  return text.split('\n').map(shapeOfLine).join('\n');
}

function shapeOfLine(line: string): string {
  const name = /^\s*(?:export\s+)?[A-Z_][A-Z0-9_]*\s*=/i.exec(line)?.[0] ?? '';
  return name + 'x'.repeat(line.length - name.length);
}
