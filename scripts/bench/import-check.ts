import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fieldName } from './large-project-server.ts';
import { rounded, spread } from './spread.ts';

const ROWS = 10_000;
const COLUMNS = 30;

/**
 * A file of 10,000 rows read into the payload editor: the check in its worker, seen from the page, beside a bare worker
 * that only splits the same text into cells; and the longest time that the page itself was held up until the report.
 */
export async function measureImportCheck(page: Page) {
  const text = importText();
  const folder = await mkdtemp(join(tmpdir(), 'redcap-playground-import-'));
  try {
    const file = join(folder, 'import.csv');
    await writeFile(file, text);
    const bareMs = await splitInBareWorker(page, text);
    await page.getByRole('option', { name: /^Import Records/ }).click();
    await page.locator('.payload-editor .monaco-editor').waitFor();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Read from a file…' }).click();
    const report = page.evaluate(untilReport);
    // By its path: bytes that are handed over would be decoded in the page.
    await (await chooser).setFiles(file);
    const { reportMs, checkMs, longestTaskMs } = await report;
    return {
      rows: ROWS,
      columns: COLUMNS + 1,
      checkInWorkerMs: rounded(checkMs),
      bareSplitInWorkerMs: rounded(bareMs),
      ratioToBareSplit: rounded(checkMs / bareMs),
      longestTaskOfThePageMs: rounded(longestTaskMs),
      /** With reading the file and the pause that waits for the end of typing. */
      reportAfterMs: rounded(reportMs),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function importText(): string {
  const columns = Array.from({ length: COLUMNS }, (_, index) => fieldName(index * 7 + 1));
  const lines = [['record_id', ...columns].join(',')];
  for (let row = 1; row <= ROWS; row += 1)
    lines.push([row, ...columns.map((_, at) => (row * at) % 100)].join(','));
  return lines.join('\n');
}

/** In the page: from the choice of the file to the report under the editor. */
async function untilReport() {
  const began = await new Promise<number>((resolve) => {
    document.addEventListener('change', () => resolve(performance.now()), { capture: true, once: true });
  });
  let checkMs = NaN;
  let longestTaskMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  });
  observer.observe({ type: 'longtask' });
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = new Proxy(post, {
    apply(target, worker: Worker, inputs: readonly unknown[]) {
      if ((inputs[0] as { readonly kind?: string }).kind === 'check') {
        const asked = performance.now();
        worker.addEventListener('message', () => (checkMs = performance.now() - asked), { once: true });
      }
      Reflect.apply(target, worker, inputs);
    },
  });
  const said = () => document.querySelector('.payload-summary')?.textContent ?? '';
  while (!said().includes('10,000 rows checked: nothing is wrong')) {
    if (performance.now() - began > 30_000) throw new Error('There is no report.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const reportMs = performance.now() - began;
  Worker.prototype.postMessage = post;
  // What the text does to the views beside the form comes after the report.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  observer.disconnect();
  return { reportMs, checkMs, longestTaskMs };
}

/** The least that any reader of the text does, on the same road: one message there, one back. */
async function splitInBareWorker(page: Page, text: string): Promise<number> {
  const context = await page.context().browser()?.newContext();
  if (context === undefined) throw new Error('The browser was closed.');
  const bare = await context.newPage();
  const times = await bare.evaluate(async (csv) => {
    const source = `onmessage = ({ data }) => {
      const rows = data.split('\\n').map((line) => line.split(','));
      postMessage(rows.length);
    };`;
    const worker = new Worker(URL.createObjectURL(new Blob([source])));
    const results: number[] = [];
    for (let run = 0; run < 9; run += 1) {
      const asked = performance.now();
      worker.postMessage(csv, []);
      await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
      results.push(performance.now() - asked);
    }
    worker.terminate();
    return results;
  }, text);
  await context.close();
  return spread(times).median;
}
