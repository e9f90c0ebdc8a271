import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { DEFAULT_LARGE_SIZE } from '#main/practice/projects/large-cohort.ts';
import { startPracticeServer } from '#main/practice/server.ts';
import type { PracticeServer } from '#main/practice/server.ts';
import type { Served } from './large-export.ts';

/* The process that bench measures: the practice server, and a server of prepared bytes to compare it with. */

const PIECE = Buffer.alloc(200_000, 'x,');

/** Answers with as many bytes as the body asks for, all made beforehand. */
const prepared = createServer((request, response) => {
  void text(request).then((wanted) => pipeline(Readable.from(pieces(Number(wanted))), response));
});

function* pieces(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= PIECE.length) yield PIECE.subarray(0, left);
}

function exportOf({ url, projects }: PracticeServer): Served['large'] {
  const token = projects.find(({ id }) => id === 'large')?.token ?? '';
  return { url, form: `token=${token}&content=record&format=csv` };
}

prepared.listen(0, '127.0.0.1');
await once(prepared, 'listening');
const address = prepared.address();
const practice = await startPracticeServer({ large: DEFAULT_LARGE_SIZE });
const tenfold = await startPracticeServer({
  large: { ...DEFAULT_LARGE_SIZE, records: 10 * DEFAULT_LARGE_SIZE.records },
});
const served: Served = {
  large: exportOf(practice),
  tenfold: exportOf(tenfold),
  preparedUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
};
process.on('message', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.send?.({ peakBytes: maxRSS * 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 });
});
process.send?.(served);
