/**
 * The center folder that all users of this PC share. Where it holds a center, and the user's own folder none, every
 * user's program opens it. Source: Windows, KNOWNFOLDERID ProgramData; Filesystem Hierarchy Standard 3.0, /var/lib.
 */
export function machineFolder(platform: string, environment: Readonly<Record<string, string | undefined>>): string {
  if (platform === 'win32') return `${environment['ProgramData'] ?? 'C:\\ProgramData'}\\LUONVUITUOI-CERT\\center`;
  if (platform === 'darwin') return '/Library/Application Support/LUONVUITUOI-CERT/center';
  return '/var/lib/luonvuituoi-cert/center';
}
