import { serverName } from '#app/connection/address.ts';
import type { Connection } from '#app/connection/connection.ts';

/** Where a project is, and in whose name a practice project is open. */
export function serverOf(connection: Connection): string {
  if (!connection.practice) return serverName(connection.url);
  const { practiceUser } = connection;
  return practiceUser === undefined ? 'on this computer' : `on this computer, as ${practiceUser}`;
}
