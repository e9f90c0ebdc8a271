import { readdirSync, readFileSync } from 'node:fs';

/** The command lines of this computer's processes that hold the text. Empty where there is no /proc. */
export function commandLinesWith(text: string): readonly string[] {
  return processIds()
    .map(commandLineOf)
    .filter((line) => line.includes(text));
}

function processIds(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** Empty for a process that ended meanwhile. */
function commandLineOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
