import { Buffer } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { assertNever } from '#app/assert-never.ts';
import { ApiError, errorAnswer, htmlAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { listOf } from './body.ts';
import type { Parameters } from './body.ts';
import type { PracticeState } from './call.ts';
import { returnFormatOf } from './dispatch.ts';
import type { Fault } from './faults.ts';
import { headOf, sendAnswer } from './send-answer.ts';

/** A name that is reserved and never found: whoever follows there with a token tells it to nobody. */
const ELSEWHERE = 'https://another-server.invalid/api/';

const DRIP_BYTES = 16;
const DRIP_PAUSE_MS = 50;

/** What is spoilt in its middle, or cut off there, is as long as this at most. */
const LONG_BYTES = 16 * 1024 ** 2;

const BOMB_PART = 16 * 1024 ** 2;
const BOMB_PARTS = 640;

export interface Asked {
  readonly state: PracticeState;
  readonly parameters: Parameters;
  /** Does what was asked for. */
  readonly answer: () => Answer;
}

/**
 * Sends the answer in the way the fault has it. Where a fault puts another in its place, nothing is done of what was
 * asked for: the request has not come as far as REDCap, or is refused by it.
 */
export async function sendFaulty(fault: Fault, response: ServerResponse, asked: Asked): Promise<void> {
  switch (fault.kind) {
    case 'html':
      return sendAnswer(response, htmlAnswer(200, 'Log in', 'Please log in with your hospital account.'));
    case 'redirect-302':
    case 'redirect-307': {
      const status = fault.kind === 'redirect-302' ? 302 : 307;
      const page = htmlAnswer(status, 'Moved', 'This service has moved.');
      return sendAnswer(response, { ...page, headers: { location: ELSEWHERE } });
    }
    case '429': {
      const page = htmlAnswer(429, 'Too Many Requests', 'Too many requests came from your address.');
      return sendAnswer(response, { ...page, headers: { 'retry-after': '60' } });
    }
    case '504-above': {
      const isTooMuch = recordsAsked(asked) > fault.records;
      const late = htmlAnswer(504, 'Gateway Time-out', 'The server did not answer in time.');
      // Behind a gateway that has given up, the server goes on with what it was asked for.
      const answer = asked.answer();
      return sendAnswer(response, isTooMuch ? late : answer);
    }
    case 'echo-token':
      return sendAnswer(response, tokenError(asked.parameters));
    case 'invalid-utf8':
    case 'wrong-length':
    case 'gzip-bomb':
    case 'slow-drip':
    case 'stall':
    case 'cut':
      return sendSpoilt(fault.kind, response, asked.answer());
    default:
      return assertNever(fault);
  }
}

type Spoiling = 'invalid-utf8' | 'wrong-length' | 'gzip-bomb' | 'slow-drip' | 'stall' | 'cut';

/** The answer to what was done, spoilt on its way. */
async function sendSpoilt(kind: Spoiling, response: ServerResponse, answer: Answer): Promise<void> {
  const send = (pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> => {
    response.writeHead(answer.status, headOf(answer));
    return pipeline(Readable.from(pieces), response);
  };
  switch (kind) {
    case 'invalid-utf8':
      return send(withStrayBytes(answer));
    case 'slow-drip':
      return send(drip(answer));
    case 'wrong-length':
      return sendTooLittle(response, answer);
    case 'gzip-bomb':
      response.writeHead(200, { ...headOf(answer), 'content-encoding': 'gzip' });
      return pipeline(Readable.from(bomb()), response);
    case 'stall':
    case 'cut':
      response.writeHead(answer.status, headOf(answer));
      return sendHalf(response, split(answer).beginning, kind);
    default:
      return assertNever(kind);
  }
}

function recordsAsked({ state, parameters }: Asked): number {
  if (!['record', 'report', 'project_xml'].includes(sentText(parameters, 'content'))) return 0;
  if (parameters.texts.has('data')) return 0;
  const records = state.tokens.get(sentText(parameters, 'token').trim().toUpperCase())?.project.records;
  if (!records) return 0;
  const named = new Set(listOf(parameters, 'records'));
  return named.size === 0 ? records.size : [...named].filter((name) => records.has(name)).length;
}

/** A misbehaving server refuses nothing, whatever was sent. */
function sentText(parameters: Parameters, name: string): string {
  return parameters.texts.get(name) ?? '';
}

function tokenError(parameters: Parameters): Answer {
  const token = sentText(parameters, 'token');
  const message = `The request token=${token}&content=${sentText(parameters, 'content')} could not be processed`;
  return errorAnswer(returnFormatOf(parameters), new ApiError(message));
}

interface Split {
  readonly beginning: Buffer;
  readonly rest: Iterable<string | Uint8Array>;
}

/** The bytes of an answer; of one that does not fit in memory, those at its beginning, and what is still to be made. */
function split({ body }: Answer): Split {
  const whole = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
  const making = whole[Symbol.iterator]();
  const pieces: Buffer[] = [];
  let size = 0;
  while (size < LONG_BYTES) {
    const { value, done } = making.next();
    if (done) break;
    const bytes = bytesOf(value);
    pieces.push(bytes);
    size += bytes.length;
  }
  return { beginning: Buffer.concat(pieces), rest: { [Symbol.iterator]: () => making } };
}

function bytesOf(piece: string | Uint8Array): Buffer {
  return typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece);
}

function* withStrayBytes(answer: Answer): Generator<Uint8Array> {
  const { beginning, rest } = split(answer);
  const middle = beginning.length >> 1;
  yield beginning.subarray(0, middle);
  yield Buffer.from([0xff, 0xc3, 0x28, 0xfe]);
  yield beginning.subarray(middle);
  for (const piece of rest) yield bytesOf(piece);
}

/** Announces more than it sends, and closes. */
function sendTooLittle(response: ServerResponse, answer: Answer): void {
  const bytes = split(answer).beginning;
  response.writeHead(answer.status, { ...headOf(answer), 'content-length': bytes.length + 100 });
  response.write(bytes, () => response.socket?.end());
}

function sendHalf(response: ServerResponse, bytes: Buffer, kind: 'stall' | 'cut'): void {
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
    if (kind === 'cut') response.socket?.destroy();
  });
}

async function* drip(answer: Answer): AsyncGenerator<Buffer> {
  const { beginning, rest } = split(answer);
  yield* dripOf(beginning);
  for (const piece of rest) yield* dripOf(bytesOf(piece));
}

async function* dripOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += DRIP_BYTES) {
    yield bytes.subarray(at, at + DRIP_BYTES);
    await wait(DRIP_PAUSE_MS);
  }
}

/** 10 GB of zeros in 10 MB: one compressed part over and over, which is one valid stream. */
function* bomb(): Generator<Buffer> {
  const part = gzipSync(Buffer.alloc(BOMB_PART, '0'));
  for (let count = 0; count < BOMB_PARTS; count += 1) yield part;
}
