import { createInterface } from 'node:readline';
import { FAULT_NAMES, parseFault, type Fault } from '#main/practice/faults.ts';
import { DEFAULT_LARGE_SIZE, LARGEST_SIZE, type LargeSize } from '#main/practice/projects/large-cohort.ts';
import { startPracticeServer, type PracticeOptions, type PracticeServer } from '#main/practice/server.ts';
import { exitStatus, InvalidRequest, type Command } from './command.ts';
import { print, tell } from './output.ts';

export const practiceCommand: Command = {
  name: 'practice',
  usage: 'practice [--port N] [--large RECORDSxFIELDS] [--fault NAME] [--json]',
  summary: 'Serves the practice projects on this computer until it is ended with Ctrl-C.',
  options: [
    { name: 'port', value: 'N', help: 'The port to listen on; a free one if left out.' },
    {
      name: 'large',
      value: 'RECORDSxFIELDS',
      help: `Size of the large project, ${sizeText(DEFAULT_LARGE_SIZE)} if left out. It takes no memory.`,
    },
    {
      name: 'fault',
      value: 'NAME',
      help: `Misbehave, to test clients: ${FAULT_NAMES.join(', ')}.`,
    },
    { name: 'json', help: 'Accepted for clarity: the line printed is always JSON.' },
  ],
  notes: [
    'Prints one line of JSON with the address, a super token and the projects, each with the token of its owner, with its users, their rights and tokens, and with the numbers of its reports.',
    'The line “reset” on standard input puts every project back to its start; the tokens stay.',
    'To run it in the background of a terminal, give it no standard input: < /dev/null.',
  ],
  words: [],
  run: async ({ option }) => {
    const port = portFrom(option('port'));
    const large = sizeFrom(option('large'));
    const fault = faultFrom(option('fault'));
    const server = await start({
      large,
      ...(port === undefined ? {} : { port }),
      ...(fault === undefined ? {} : { fault }),
    });
    if (server === null) return exitStatus.failed;
    const ended = untilEnded();
    const { url, superToken } = server;
    const projects = server.projects.map(({ title, about, token, status, users, reports }) => ({
      title,
      about,
      token,
      status,
      users,
      reports,
    }));
    await print(`${JSON.stringify({ url, superToken, projects })}\n`);
    const stopListening = onResetLine(() => {
      server.reset();
      tell('Every practice project is as at the start.');
    });
    await ended;
    stopListening();
    await server.close();
    return exitStatus.success;
  },
};

/** Calls back for every line `reset` on standard input; gives what ends it. */
function onResetLine(reset: () => void): () => void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    if (line.trim() === 'reset') reset();
    else if (line.trim() !== '') tell('The only thing to say to a running practice server is “reset”.');
  });
  return () => {
    lines.close();
    process.stdin.destroy();
  };
}

function sizeText({ records, fields }: LargeSize): string {
  return `${records}x${fields}`;
}

function sizeFrom(text: string | undefined): LargeSize {
  if (text === undefined) return DEFAULT_LARGE_SIZE;
  const [, records = '', fields = ''] = /^(\d{1,9})x(\d{1,6})$/i.exec(text) ?? [];
  const size = { records: Number(records), fields: Number(fields) };
  const fits =
    size.records >= 1 &&
    size.records <= LARGEST_SIZE.records &&
    size.fields >= 1 &&
    size.fields <= LARGEST_SIZE.fields;
  if (fits) return size;
  throw new InvalidRequest(
    `--large ${text} is no size: write records and fields like 50000x200, at most ${sizeText(LARGEST_SIZE)}.`,
  );
}

function faultFrom(text: string | undefined): Fault | undefined {
  if (text === undefined) return undefined;
  const fault = parseFault(text);
  if (fault) return fault;
  throw new InvalidRequest(`--fault ${text} is not known: choose one of ${FAULT_NAMES.join(', ')}.`);
}

function portFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new InvalidRequest(`--port ${text} is no port: choose a number from 1 to 65535.`);
}

async function start(options: PracticeOptions): Promise<PracticeServer | null> {
  try {
    return await startPracticeServer(options);
  } catch {
    tell(
      `The practice server cannot listen on port ${options.port ?? ''}: it is taken or not allowed. Choose another.`,
    );
    return null;
  }
}

function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
