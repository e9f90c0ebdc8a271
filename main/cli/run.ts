import { access, constants } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { cleanToken } from '#app/connection/token.ts';
import type { Failure, Reply } from '#app/host/failure.ts';
import type { EncodedRequest } from '#app/request/encoded-request.ts';
import type { Answer } from '#app/response/answer.ts';
import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { createAnswerStore, type AnswerStore } from '../answers/answer-store.ts';
import { createPrivateFolder } from '../answers/private-folder.ts';
import { askedDelimiter, askedFormat } from '../execution/asked-format.ts';
import { passGate, type Asking } from '../execution/gate.ts';
import { stopped } from '../execution/stopped.ts';
import { nodeFetch } from '../transport/node-fetch.ts';
import { send } from '../transport/send.ts';
import { addressFrom } from './address-option.ts';
import { exitStatus, InvalidRequest, type Command, type Invocation } from './command.ts';
import { copyToOutput, copyToFile } from './deliver.ts';
import { loadRequest, valuesNote, valuesOption } from './load-request.ts';
import { tell } from './output.ts';
import { failureLine, statusLine } from './status-line.ts';
import { pathFrom } from './working-folder.ts';

export const runCommand: Command = {
  name: 'run',
  usage: 'run METHOD --values FILE --url URL [--out FILE]',
  summary: `Sends the request with the token from ${TOKEN_VARIABLE}.`,
  options: [
    valuesOption,
    { name: 'url', value: 'URL', required: true, help: 'The API address.' },
    { name: 'out', value: 'FILE', help: 'Writes the answer to this file, which only you can read.' },
  ],
  notes: [
    valuesNote,
    'The answer goes to standard output, a status line to standard error. Exit status: 0 success, 1 REDCap or HTTP error, 2 invalid request, 3 refused by the lock.',
    'The lock asks the server for the project’s status first. In a project that is not in development only methods that read are sent.',
  ],
  words: ['METHOD'],
  run: async (invocation) => {
    const url = addressFrom(invocation.option('url') ?? '');
    const { request } = await loadRequest(invocation);
    const { token, kind: tokenKind } = tokenFrom(invocation.environment);
    const findFile = await filesOf(request, invocation);
    const stopper = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopper.abort('cancelled'));
    const asking = {
      url,
      token,
      informationToken: token,
      tokenKind,
      fetch: nodeFetch(invocation.environment),
      signal: stopper.signal,
    };
    const folder = createPrivateFolder();
    try {
      const answers = createAnswerStore(folder.path);
      const reply = await sendThroughGate(request, asking, answers, findFile);
      if (!reply.ok) return tellFailure(reply.failure);
      return await deliver(reply.value, answers, invocation);
    } finally {
      folder.remove();
    }
  },
};

const ONLY = 'run';

async function sendThroughGate(
  request: EncodedRequest,
  asking: Asking,
  answers: AnswerStore,
  findFile: (reference: string) => string | null,
): Promise<Reply<Answer>> {
  const { url, token, fetch, signal } = asking;
  const passed = await passGate(request, asking);
  if (signal.aborted) return stopped(signal, null);
  if (!passed.ok) return passed;
  const method = passed.value;
  const clock = (): number => performance.now();
  const startedAt = clock();
  const sent = await send({ url, request, token, fetch, signal, findFile });
  const reply = sent.ok
    ? await answers.receive(
        {
          executionId: ONLY,
          method,
          format: askedFormat(method, request.fields),
          delimiter: askedDelimiter(request.fields),
          url,
          tokens: [token],
          signal,
          clock,
          startedAt,
          onProgress: () => undefined,
        },
        sent.value,
      )
    : sent;
  return signal.aborted ? stopped(signal, method) : reply;
}

async function deliver(
  answer: Answer,
  answers: AnswerStore,
  { option, environment }: Invocation,
): Promise<number> {
  const path = answers.find(ONLY)?.path ?? '';
  const out = option('out');
  const good = answer.verdict.kind === 'ok';
  if (out === undefined) await copyToOutput(path);
  // A file asked for as data is not filled with an error message.
  else if (good && !(await copyToFile(path, pathFrom(out, environment)))) {
    tell(`The answer could not be written to “${out}”: check that the folder is there and may be written.`);
    return exitStatus.failed;
  }
  tell(statusLine(answer));
  return good ? exitStatus.success : exitStatus.failed;
}

function tellFailure(failure: Failure): number {
  tell(failureLine(failure));
  if (failure.code === 'locked') return exitStatus.locked;
  return failure.code === 'invalidRequest' ? exitStatus.invalid : exitStatus.failed;
}

function tokenFrom(environment: NodeJS.ProcessEnv): Extract<ReturnType<typeof cleanToken>, { ok: true }> {
  const text = environment[TOKEN_VARIABLE];
  if (text === undefined) throw new InvalidRequest(`The token is missing: set ${TOKEN_VARIABLE}.`);
  const cleaned = cleanToken(text);
  if (!cleaned.ok) throw new InvalidRequest(`${TOKEN_VARIABLE}: ${cleaned.message}`);
  return cleaned;
}

/** Where the request's files lie; throws InvalidRequest for one that cannot be read. */
async function filesOf(
  request: EncodedRequest,
  { environment }: Invocation,
): Promise<(reference: string) => string | null> {
  for (const field of request.fields) {
    if (field.kind !== 'file') continue;
    try {
      await access(pathFrom(field.reference, environment), constants.R_OK);
    } catch {
      throw new InvalidRequest(`${field.name}: The file “${field.reference}” cannot be read.`);
    }
  }
  return (reference) => pathFrom(reference, environment);
}
