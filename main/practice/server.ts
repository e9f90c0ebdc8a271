import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { PracticeState } from './call.ts';
import type { Fault } from './faults.ts';
import type { Project } from './model/project.ts';
import { asthmaTrial } from './projects/asthma-trial.ts';
import { hypertensionRegistry } from './projects/hypertension-registry.ts';
import { largeCohort } from './projects/large-cohort.ts';
import type { LargeSize } from './projects/large-cohort.ts';
import { REGISTRY_ABOUT, TRIAL_ABOUT, largeAbout } from './projects/about.ts';
import { LARGE_USERS, REGISTRY_USERS, TRIAL_USERS } from './projects/members.ts';
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
  /** Everything as at the start: tokens stay, changes and created projects are forgotten. */
  readonly reset: () => void;
  /** Misbehaves from the next request on, or no longer. */
  readonly setFault: (fault: Fault | null) => void;
  /** Stops listening and ends open connections. */
  readonly close: () => Promise<void>;
}

export interface PracticeProject {
  readonly id: 'classic' | 'longitudinal' | 'large';
  readonly title: string;
  /** What it holds, in a sentence. */
  readonly about: string;
  /** 32 upper-case hexadecimal characters, fresh at each start. */
  readonly token: string;
  readonly status: 'development' | 'production';
  /** Those who have a token, the owner first. */
  readonly users: readonly PracticeProjectUser[];
  /** What Export Reports can be asked for. */
  readonly reports: readonly { readonly id: number; readonly title: string }[];
}

export interface PracticeProjectUser {
  readonly user: string;
  /** In words, e.g. `imports only, exports nothing`. */
  readonly rights: string;
  readonly token: string;
}

export interface PracticeOptions {
  readonly port?: number;
  /** Largest request body, in bytes. */
  readonly bodyLimit?: number;
  /** Adds a third project of this size; it takes no memory. */
  readonly large?: LargeSize;
  readonly fault?: Fault;
}

/** How a project of the server begins, and who gets a token for it. */
interface Beginning {
  readonly id: PracticeProject['id'];
  readonly about: string;
  readonly make: () => Project;
  readonly listed: readonly ListedUser[];
}

/**
 * Starts the practice server on 127.0.0.1, at a free port unless one is given. Rejects when the port is taken.
 */
export async function startPracticeServer(options: PracticeOptions = {}): Promise<PracticeServer> {
  const { large } = options;
  const beginnings: readonly Beginning[] = [
    { id: 'classic', about: REGISTRY_ABOUT, make: hypertensionRegistry, listed: REGISTRY_USERS },
    { id: 'longitudinal', about: TRIAL_ABOUT, make: asthmaTrial, listed: TRIAL_USERS },
    ...(large
      ? [
          {
            id: 'large',
            about: largeAbout(large),
            make: () => largeCohort(large),
            listed: LARGE_USERS,
          } as const,
        ]
      : []),
  ];
  const state: PracticeState = {
    superToken: randomBytes(32).toString('hex').toUpperCase(),
    tokens: new Map(),
    origin: '',
    lastCreated: null,
  };
  const projects = beginnings.map((beginning) => opened(state, beginning));
  const firstEntries = [...state.tokens.values()];
  let fault = options.fault ?? null;
  const server = createServer(requestListener({ state, bodyLimit: options.bodyLimit, fault: () => fault }));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  state.origin = `http://127.0.0.1:${port}`;
  return {
    url: `${state.origin}/api/`,
    superToken: state.superToken,
    projects,
    reset: () => {
      const fresh = new Map(beginnings.map(({ make }) => make()).map((project) => [project.id, project]));
      state.lastCreated = null;
      state.tokens.clear();
      for (const entry of firstEntries) {
        state.tokens.set(entry.token, { ...entry, project: fresh.get(entry.project.id) ?? entry.project });
      }
    },
    setFault: (next) => {
      fault = next;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Gives each listed user a token, and tells what of the project the outside may know. */
function opened(state: PracticeState, { id, about, make, listed }: Beginning): PracticeProject {
  const project = make();
  const users = listed.map(({ user, rights }) => {
    const entry = entryFor(project, user.username);
    state.tokens.set(entry.token, entry);
    return { user: user.username, rights, token: entry.token };
  });
  const token = users[0]?.token ?? '';
  const reports = project.reports.map((report) => ({ id: report.id, title: report.title }));
  const title = String(project.settings.project_title);
  return { id, title, about, token, status: project.status, users, reports };
}
