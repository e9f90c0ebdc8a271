import type { Command } from './command.ts';

const CALL = 'npm run -s cli --';

/** The page that `--help` prints for one command. */
export function commandHelp(command: Command): string {
  const rows = command.options.map(
    ({ name, value, help }) => [`--${name}${value === undefined ? '' : ` ${value}`}`, help] as const,
  );
  const sections = [
    `Usage: ${CALL} ${command.usage}`,
    command.summary,
    table([...rows, ['--help', 'Prints this page.']]),
  ];
  return `${[...sections, ...(command.notes ?? [])].join('\n\n')}\n`;
}

/** The page that lists all commands. */
export function generalHelp(commands: readonly Command[]): string {
  return [
    `Usage: ${CALL} COMMAND …`,
    'REDCap API Playground without its window.',
    table(commands.map(({ name, summary }) => [name, summary])),
    `${CALL} COMMAND --help tells more about a command.\n`,
  ].join('\n\n');
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join('\n');
}
