import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { PracticeState } from './call.ts';
import type { Project } from './model/project.ts';
import { asthmaTrial } from './projects/asthma-trial.ts';
import { hypertensionRegistry } from './projects/hypertension-registry.ts';
import { REGISTRY_USERS, TRIAL_USERS } from './projects/members.ts';
import type { ListedUser } from './projects/members.ts';
import { requestListener } from './request-listener.ts';
import { entryFor } from './tokens.ts';

/** A REDCap inside the app: made-up projects, real answers. Nothing it stores outlives it. */
export interface PracticeServer {
  /** `http://127.0.0.1:PORT/api/` */
  readonly url: string;
  /** 64 hexadecimal characters, fresh at each start: creates projects. */
  readonly superToken: string;
  readonly projects: readonly PracticeProject[];
  /** Stops listening and ends open connections. */
  readonly close: () => Promise<void>;
}

export interface PracticeProject {
  readonly id: 'classic' | 'longitudinal';
  readonly title: string;
  /** 32 upper-case hexadecimal characters, fresh at each start. */
  readonly token: string;
  readonly status: 'development' | 'production';
  /** Those who have a token, the owner first. */
  readonly users: readonly PracticeProjectUser[];
}

export interface PracticeProjectUser {
  readonly user: string;
  /** In words, e.g. `imports only, exports nothing`. */
  readonly rights: string;
  readonly token: string;
}

/**
 * Starts the practice server on 127.0.0.1, at a free port unless one is given. Rejects when the port is taken.
 */
export async function startPracticeServer(
  options: { readonly port?: number; readonly bodyLimit?: number } = {},
): Promise<PracticeServer> {
  const state: PracticeState = {
    superToken: randomBytes(32).toString('hex').toUpperCase(),
    tokens: new Map(),
    origin: '',
    lastCreated: null,
  };
  const projects = [
    opened(state, 'classic', hypertensionRegistry(), REGISTRY_USERS),
    opened(state, 'longitudinal', asthmaTrial(), TRIAL_USERS),
  ];
  const server = createServer(requestListener(state, options.bodyLimit));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  state.origin = `http://127.0.0.1:${port}`;
  return {
    url: `${state.origin}/api/`,
    superToken: state.superToken,
    projects,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Gives each listed user a token, and tells what of the project the outside may know. */
function opened(
  state: PracticeState,
  id: PracticeProject['id'],
  project: Project,
  listed: readonly ListedUser[],
): PracticeProject {
  const users = listed.map(({ user, rights }) => {
    const entry = entryFor(project, user.username);
    state.tokens.set(entry.token, entry);
    return { user: user.username, rights, token: entry.token };
  });
  const token = users[0]?.token ?? '';
  return { id, title: String(project.settings.project_title), token, status: project.status, users };
}
