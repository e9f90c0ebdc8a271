import type { Connection } from '#app/connection/connection.ts';

/** The token as it is shown everywhere: its last four characters and no more. */
export function maskedToken({ lastFour }: Pick<Connection, 'lastFour'>): string {
  return `•••• ${lastFour}`;
}
