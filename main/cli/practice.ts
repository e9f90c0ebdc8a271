import { startPracticeServer, type PracticeServer } from '#main/practice/server.ts';
import { exitStatus, InvalidRequest, type Command } from './command.ts';
import { print, tell } from './output.ts';

export const practiceCommand: Command = {
  name: 'practice',
  usage: 'practice [--port N] [--json]',
  summary: 'Serves the practice projects on this computer until it is ended with Ctrl-C.',
  options: [
    { name: 'port', value: 'N', help: 'The port to listen on; a free one if left out.' },
    { name: 'json', help: 'Accepted for clarity: the line printed is always JSON.' },
  ],
  notes: [
    'Prints one line of JSON with the address, a super token and the projects, each with the token of its owner and with its users, their rights and tokens.',
  ],
  words: [],
  run: async ({ option }) => {
    const server = await start(portFrom(option('port')));
    if (server === null) return exitStatus.failed;
    const ended = untilEnded();
    const { url, superToken } = server;
    const projects = server.projects.map(({ title, token, status, users }) => ({
      title,
      token,
      status,
      users,
    }));
    await print(`${JSON.stringify({ url, superToken, projects })}\n`);
    await ended;
    await server.close();
    return exitStatus.success;
  },
};

function portFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new InvalidRequest(`--port ${text} is no port: choose a number from 1 to 65535.`);
}

async function start(port: number | undefined): Promise<PracticeServer | null> {
  try {
    return await startPracticeServer(port === undefined ? {} : { port });
  } catch {
    tell(
      `The practice server cannot listen on port ${port ?? ''}: it is taken or not allowed. Choose another.`,
    );
    return null;
  }
}

function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
