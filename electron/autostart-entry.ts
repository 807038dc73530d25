import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** One for each center folder, so that two centers of a PC can both open. `config` is the user's folder for settings. */
export function autostartFile(config: string, folder: string): string {
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(config, 'autostart', `luonvuituoi-cert-${mark}.desktop`);
}

/** Source: Desktop Entry Specification 1.5, "The Exec key" and "String" escapes. */
export function autostartEntry(name: string, command: readonly string[]): string {
  const exec = command.map(quote).join(' ').replaceAll('\\', '\\\\');
  const lines = [
    'Type=Application',
    `Name=${name}`,
    `Exec=${exec}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return ['[Desktop Entry]', ...lines, ''].join('\n');
}

/** Quoted always; a percent sign would begin a field code. */
function quote(word: string): string {
  return `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
}
