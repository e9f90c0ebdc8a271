import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';

/** What the measured server tells when it is ready. */
export interface Served {
  readonly large: Export;
  /** Ten times as many records. */
  readonly tenfold: Export;
  readonly preparedUrl: string;
}

interface Export {
  readonly url: string;
  /** The request's body: all records as CSV. */
  readonly form: string;
}

/** What the server's process has used so far. */
interface Usage {
  /** The highest resident memory. */
  readonly peakBytes: number;
  readonly cpuMs: number;
}

interface Fetched {
  readonly bytes: number;
  readonly firstByteMs: number;
  readonly ms: number;
}

const ROUNDS = 3;
const MEGA = 1_000_000;

/**
 * The large practice project, 50,000 records × 200 fields, exported as CSV over a socket from a server in a process of
 * its own; beside it the same number of prepared bytes from the same process over the same kind of socket. The best
 * of the rounds of each is taken, in turn, since other work on the machine only ever adds time. Then once ten times as
 * many records, to see that memory does not grow with them.
 */
export async function measureLargeExport() {
  const child = fork(join(import.meta.dirname, 'large-export-server.ts'), { stdio: 'inherit' });
  try {
    const [served] = (await once(child, 'message')) as [Served];
    const { url, form } = served.large;
    const warm = await fetchAll(url, `${form}&records=1,2,3`);
    const before = await usageOf(child);
    let cpuMs = Infinity;
    const exports: Fetched[] = [];
    const prepared: Fetched[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const began = await usageOf(child);
      exports.push(await fetchAll(url, form));
      cpuMs = Math.min(cpuMs, (await usageOf(child)).cpuMs - began.cpuMs);
      prepared.push(await fetchAll(served.preparedUrl, String(exports[0]?.bytes ?? 0)));
    }
    const { peakBytes } = await usageOf(child);
    const tenfold = await fetchAll(served.tenfold.url, served.tenfold.form);
    const afterTenfold = await usageOf(child);
    const [made, sent] = [fastest(exports), fastest(prepared)];
    return {
      cells: 10 * MEGA,
      megabytes: rounded(made.bytes / MEGA),
      megabytesPerSecond: rounded(made.bytes / 1000 / made.ms),
      // Tells the code from a busy machine.
      megabytesPerCpuSecond: rounded(made.bytes / 1000 / cpuMs),
      preparedMegabytesPerSecond: rounded(sent.bytes / 1000 / sent.ms),
      ratioToPrepared: rounded(made.ms / sent.ms),
      firstByteMs: rounded(Math.min(...exports.map(({ firstByteMs }) => firstByteMs))),
      firstByteOfThreeRecordsMs: rounded(warm.firstByteMs),
      peakMemoryGrowthMegabytes: rounded((peakBytes - before.peakBytes) / MEGA),
      tenfold: {
        megabytes: rounded(tenfold.bytes / MEGA),
        megabytesPerSecond: rounded(tenfold.bytes / 1000 / tenfold.ms),
        firstByteMs: rounded(tenfold.firstByteMs),
        // Beyond what the smaller export had needed.
        peakMemoryGrowthMegabytes: rounded((afterTenfold.peakBytes - peakBytes) / MEGA),
      },
    };
  } finally {
    child.kill();
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function fastest(all: readonly Fetched[]): Fetched {
  return all.reduce((best, each) => (each.ms < best.ms ? each : best));
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send('usage');
  const [usage] = (await once(child, 'message')) as [Usage];
  return usage;
}

function fetchAll(url: string, body: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request(url, { method: 'POST', headers }, (response) => {
      let bytes = 0;
      let firstByteMs = 0;
      response.on('data', (piece: Buffer) => {
        if (bytes === 0) firstByteMs = performance.now() - began;
        bytes += piece.length;
      });
      response.on('end', () => resolve({ bytes, firstByteMs, ms: performance.now() - began }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
