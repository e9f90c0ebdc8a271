import type { Method } from '#app/catalogue/method.ts';
import type { Connection } from '#app/connection/connection.ts';
import type { Arguments } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import type { Answer } from '#app/response/answer.ts';
import type { KnownProject } from '#app/response/compare.ts';
import type { AnswerStore, Asked } from '../answers/answer-store.ts';
import type { ConnectionBook } from '../connections/connection-book.ts';
import { failure, success } from '../failure.ts';
import { networkFailure } from '../transport/network-failure.ts';
import type { FindFile } from '../transport/request-body.ts';
import { send } from '../transport/send.ts';
import { askedDelimiter, askedFormat } from './asked-format.ts';
import { adoptNewProject } from './adopt-new-project.ts';
import { passGate } from './gate.ts';
import { noteDifferences } from './note-differences.ts';
import { readShortBody } from './new-token.ts';
import type { Progress } from './progress.ts';
import type { Running } from './running.ts';
import { stopped } from './stopped.ts';

export interface ExecutionMeans {
  readonly book: ConnectionBook;
  readonly answers: AnswerStore;
  readonly running: Running;
  readonly fetch: typeof globalThis.fetch;
  readonly findFile: FindFile;
  /** What was read of a connection's project; null when nothing was. */
  readonly knownProject: (connectionId: string) => KnownProject | null;
  /** The token that may tell the project's status: `own`, but for practice projects, whose user may not. */
  readonly informationToken: (connection: Connection, own: string) => Promise<string>;
  readonly progressOf: (executionId: string) => Progress;
  /** Milliseconds of a clock that never jumps. */
  readonly clock: () => number;
}

/** Sends one request, once, if the gate lets it pass, and keeps its answer. */
export async function execute(means: ExecutionMeans, args: Arguments<'execute'>): Promise<Reply<Answer>> {
  const connection = means.book.find(args.connectionId);
  if (connection === undefined) {
    return failure('notFound', 'This connection is no longer there.', 'Choose another project.');
  }
  const signal = means.running.begin(args.executionId, args.connectionId);
  if (signal === null) {
    return failure('invalidArguments', 'This request is on its way already.', 'Wait for its answer.');
  }
  let method: Method | null = null;
  try {
    const token = await means.book.tokenOf(connection.id);
    if (token === null) return tokenLost(connection.title);
    const { url, tokenKind } = connection;
    const informationToken = await means.informationToken(connection, token);
    const passed = await passGate(args, {
      url,
      token,
      informationToken,
      tokenKind,
      fetch: means.fetch,
      signal,
    });
    if (signal.aborted) return stopped(signal, null);
    if (!passed.ok) return passed;
    method = passed.value;
    const reply = await sendPassed(means, args, { url, token, method, signal });
    return !reply.ok && signal.aborted ? stopped(signal, method) : reply;
  } finally {
    means.running.end(args.executionId);
  }
}

interface Passed {
  readonly url: string;
  readonly token: string;
  readonly method: Method;
  readonly signal: AbortSignal;
}

async function sendPassed(
  means: ExecutionMeans,
  args: Arguments<'execute'>,
  { url, token, method, signal }: Passed,
): Promise<Reply<Answer>> {
  const progress = means.progressOf(args.executionId);
  const tokens = [...new Set([token, ...(await means.book.knownTokens())])];
  const request = { methodId: method.id, encoding: args.encoding, fields: args.fields };
  const startedAt = means.clock();
  progress.sending();
  const sent = await send({ url, request, token, fetch: means.fetch, signal, findFile: means.findFile });
  if (!sent.ok) return sent;
  progress.receiving(0);
  const asked: Asked = {
    executionId: args.executionId,
    method,
    format: askedFormat(method, args.fields),
    delimiter: askedDelimiter(args.fields),
    url,
    tokens,
    signal,
    clock: means.clock,
    startedAt,
    onProgress: progress.receiving,
  };
  if (method.returns.kind === 'token') return receiveNewProject(means, asked, sent.value);
  const reply = await means.answers.receive(asked, sent.value);
  if (!reply.ok) return reply;
  const kept = means.answers.find(args.executionId);
  const project = means.knownProject(args.connectionId);
  return success(await noteDifferences(reply.value, kept, { method, fields: args.fields }, project));
}

/** The answer is a token, so it is read in memory, taken out, and only the rest reaches the disk. */
async function receiveNewProject(
  means: ExecutionMeans,
  asked: Asked,
  response: Response,
): Promise<Reply<Answer>> {
  const { url, signal, tokens } = asked;
  let body: Buffer | null;
  try {
    body = await readShortBody(response, signal);
  } catch (error) {
    return { ok: false, failure: networkFailure(error, url) };
  }
  if (body === null) {
    return failure(
      'tooLarge',
      'The answer is far longer than a token.',
      'Look in REDCap whether the project was created before you repeat the request.',
    );
  }
  const adopted = await adoptNewProject(means, asked, response.status, body.toString('utf8'));
  const known = adopted === null ? tokens : [...tokens, adopted.token];
  const reply = await means.answers.receive({ ...asked, tokens: known }, response, oneChunk(body));
  if (!reply.ok || adopted === null) return reply;
  return success({ ...reply.value, newConnectionId: adopted.connectionId });
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function tokenLost(title: string): Reply<never> {
  return failure(
    'storage',
    `The stored token of “${title}” cannot be read.`,
    'Add the connection again with its address and token; it then takes the place of this one.',
  );
}
