import type { Connection } from '#app/connection/connection.ts';

/** The project the window opens with: the last one, else the first practice project. */
export function activeConnectionId(wanted: string | null, connections: readonly Connection[]): string | null {
  const known = connections.some((each) => each.id === wanted);
  return known ? wanted : (connections[0]?.id ?? null);
}
