import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { PracticeState, TokenEntry } from './call.ts';
import { asthmaTrial } from './projects/asthma-trial.ts';
import { hypertensionRegistry } from './projects/hypertension-registry.ts';
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
}

/**
 * Starts the practice server on 127.0.0.1, at a free port unless one is given. Rejects when the port is taken.
 */
export async function startPracticeServer(
  options: { readonly port?: number; readonly bodyLimit?: number } = {},
): Promise<PracticeServer> {
  const classic = entryFor(hypertensionRegistry());
  const longitudinal = entryFor(asthmaTrial());
  const state: PracticeState = {
    superToken: randomBytes(32).toString('hex').toUpperCase(),
    tokens: new Map([classic, longitudinal].map((entry) => [entry.token, entry])),
  };
  const server = createServer(requestListener(state, options.bodyLimit));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    superToken: state.superToken,
    projects: [publicEntry('classic', classic), publicEntry('longitudinal', longitudinal)],
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function publicEntry(id: PracticeProject['id'], { project, token }: TokenEntry): PracticeProject {
  return { id, title: String(project.settings.project_title), token, status: project.status };
}
