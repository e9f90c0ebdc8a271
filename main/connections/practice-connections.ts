import type { Connection } from '#app/connection/connection.ts';
import { practiceConnectionId, type PracticeProject } from '#app/connection/practice-project.ts';
import { DEFAULT_LARGE_SIZE } from '#main/practice/projects/large-cohort.ts';
import { startPracticeServer } from '#main/practice/server.ts';
import type { ConnectionBook } from './connection-book.ts';

export interface Practice {
  readonly projects: readonly PracticeProject[];
  /** Lists the connection of a user to a project; undefined where there is no such project or user. */
  readonly open: (projectId: string, user: string) => Connection | undefined;
  /** Every project as at its start; tokens stay. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
  readonly notices: readonly string[];
}

/** Starts the practice server and lists its projects first; without it the app works on real projects alone. */
export async function openPractice(book: ConnectionBook): Promise<Practice> {
  try {
    const server = await startPracticeServer({ large: DEFAULT_LARGE_SIZE });
    const open: Practice['open'] = (projectId, user) => {
      const project = server.projects.find(({ id }) => id === projectId);
      const index = project?.users.findIndex((one) => one.user === user) ?? -1;
      const token = project?.users[index]?.token;
      if (project === undefined || token === undefined) return undefined;
      const practiceUser = index === 0 ? null : user;
      const { title } = project;
      const id = practiceConnectionId(projectId, practiceUser);
      const added = { title, url: server.url, token, tokenKind: 'project' } as const;
      return book.find(id) ?? book.addPractice(id, added, practiceUser);
    };
    // The large one waits until it is wanted.
    for (const { id, users } of server.projects) if (id !== 'large') open(id, users[0]?.user ?? '');
    const projects = server.projects.map(({ id, title, about, users, reports }) => ({
      id,
      title,
      about,
      users: users.map(({ user, rights }) => ({ user, rights })),
      reports,
    }));
    return { projects, open, reset: server.reset, close: server.close, notices: [] };
  } catch {
    const notice =
      'The practice projects could not be opened, because this computer lets the app listen on no port. Real projects work.';
    return {
      projects: [],
      open: () => undefined,
      reset: () => undefined,
      close: () => Promise.resolve(),
      notices: [notice],
    };
  }
}
