/** A made-up project inside the app, as the page may know it: without tokens. */
export interface PracticeProject {
  readonly id: string;
  readonly title: string;
  /** What it holds, in a sentence. */
  readonly about: string;
  /** In whose name it can be opened, its owner first. */
  readonly users: readonly PracticeUser[];
  /** What Export Reports can be asked for; REDCap's API lists reports nowhere, its pages show their numbers. */
  readonly reports: readonly { readonly id: number; readonly title: string }[];
}

export interface PracticeUser {
  readonly user: string;
  /** In words, e.g. `imports only, exports nothing`. */
  readonly rights: string;
}

/** The practice project that a connection opens, by the connection's id. */
export function practiceProjectOf(
  connectionId: string,
  projects: readonly PracticeProject[],
): PracticeProject | undefined {
  return projects.find(({ id, users }) =>
    users.some(({ user }, index) => connectionId === practiceConnectionId(id, index === 0 ? null : user)),
  );
}

/** The id of a connection to a practice project; `user` is null for its owner. */
export function practiceConnectionId(projectId: string, user: string | null): string {
  return user === null ? `practice-${projectId}` : `practice-${projectId}-${user}`;
}
