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

const BOMB_PART = 16 * 1024 ** 2;
const BOMB_PARTS = 640;

export interface Asked {
  readonly state: PracticeState;
  readonly parameters: Parameters;
}

/** Sends the answer in the way the fault has it; some faults put another in its place. */
export async function sendFaulty(
  fault: Fault,
  response: ServerResponse,
  answer: Answer,
  asked: Asked,
): Promise<void> {
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
    case '504-above':
      if (recordsAsked(asked) <= fault.records) return sendAnswer(response, answer);
      return sendAnswer(response, htmlAnswer(504, 'Gateway Time-out', 'The server did not answer in time.'));
    case 'echo-token':
      return sendAnswer(response, tokenError(asked.parameters));
    case 'invalid-utf8':
      return sendBytes(response, answer, inMiddle(bytesOf(answer), Buffer.from([0xff, 0xc3, 0x28, 0xfe])));
    case 'wrong-length':
      return sendTooLittle(response, answer);
    case 'gzip-bomb':
      response.writeHead(200, { ...headOf(answer), 'content-encoding': 'gzip' });
      return pipeline(Readable.from(bomb()), response);
    case 'slow-drip':
      response.writeHead(answer.status, headOf(answer));
      return pipeline(Readable.from(drip(bytesOf(answer))), response);
    case 'stall':
    case 'cut':
      response.writeHead(answer.status, headOf(answer));
      return sendHalf(response, bytesOf(answer), fault.kind);
    default:
      return assertNever(fault);
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

function bytesOf({ body }: Answer): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.concat([...body].map((piece) => Buffer.from(piece)));
}

function inMiddle(bytes: Buffer, inserted: Buffer): Buffer {
  const middle = bytes.length >> 1;
  return Buffer.concat([bytes.subarray(0, middle), inserted, bytes.subarray(middle)]);
}

function sendBytes(response: ServerResponse, answer: Answer, bytes: Buffer): void {
  response.writeHead(answer.status, headOf(answer));
  response.end(bytes);
}

/** Announces more than it sends, and closes. */
function sendTooLittle(response: ServerResponse, answer: Answer): void {
  const bytes = bytesOf(answer);
  response.writeHead(answer.status, { ...headOf(answer), 'content-length': bytes.length + 100 });
  response.write(bytes, () => response.socket?.end());
}

function sendHalf(response: ServerResponse, bytes: Buffer, kind: 'stall' | 'cut'): void {
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
    if (kind === 'cut') response.socket?.destroy();
  });
}

async function* drip(bytes: Buffer): AsyncGenerator<Buffer> {
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
