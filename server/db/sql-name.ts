/**
 * A name of the config as an SQL identifier, quoted. The config's own check lets plain names through only; a name that
 * is not plain never reaches SQL.
 */
export function sqlName(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`not a plain SQL name: '${name}'`);
  return `"${name}"`;
}
