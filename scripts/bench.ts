import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { findMethod } from '#app/catalogue/catalogue.ts';
import { prepare } from '#app/request/prepare.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { openApp, type OpenedApp } from './open-app.ts';

/*
 * What is called fast, measured in Chromium and printed as JSON. Absolute times depend on the machine, so each
 * stands beside a bare page measured in the same run, and the ratio is what to quote.
 */
const RUNS = 100;
const WARM_UP = 10;
const NAVIGATIONS = 7;

interface Spread {
  readonly median: number;
  readonly p95: number;
}

function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { median: rounded(at(0.5)), p95: rounded(at(0.95)) };
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/** Navigation to method list and form drawn, and the JavaScript that came before it. */
async function measureStart({ browser, address }: OpenedApp) {
  const usable: number[] = [];
  const blank: number[] = [];
  let scripts: readonly string[] = [];
  let editorLoadedFirst = false;
  for (let run = 0; run < NAVIGATIONS; run += 1) {
    const context = await browser.newContext();
    const empty = await context.newPage();
    const began = performance.now();
    // The icon is served by the same host and needs no script: what a navigation costs by itself.
    await empty.goto(new URL('/no-such-page', address).href).catch(() => undefined);
    blank.push(performance.now() - began);
    const page = await context.newPage();
    const loaded: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') loaded.push(new URL(request.url()).pathname);
    });
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        const drawn =
          document.querySelector('[role="option"]') !== null &&
          document.querySelector('main .parameter') !== null;
        if (!drawn) return;
        performance.mark('usable');
        watch.disconnect();
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0);
    usable.push(await page.evaluate(() => performance.getEntriesByName('usable')[0]?.startTime ?? NaN));
    scripts = [...loaded];
    editorLoadedFirst ||= loaded.some((path) => path.includes('monaco'));
    await context.close();
  }
  const usableSpread = spread(usable);
  const blankSpread = spread(blank);
  return {
    usableMs: usableSpread,
    blankPageMs: blankSpread,
    ratioToBlankPage: rounded(usableSpread.median / blankSpread.median),
    scriptsBeforeFirstUse: scripts,
    gzipKilobytes: rounded((await gzipBytes(scripts)) / 1000),
    editorBeforeFirstUse: editorLoadedFirst,
  };
}

async function gzipBytes(paths: readonly string[]): Promise<number> {
  let total = 0;
  for (const path of paths) {
    total += gzipSync(await readFile(join(import.meta.dirname, '..', 'out', 'renderer', path))).length;
  }
  return total;
}

/** From choosing a method to its form drawn. */
async function measureMethodSwitch(page: Page): Promise<Spread> {
  const times = await page.evaluate(
    async ({ runs, names }) => {
      const results: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const name = names[run % names.length] ?? '';
        const option = [...document.querySelectorAll<HTMLElement>('[role="option"]')].find((element) =>
          element.textContent.startsWith(name),
        );
        if (option === undefined) throw new Error(`No option ${name}`);
        const began = performance.now();
        option.click();
        while (document.querySelector('h1')?.textContent !== name) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        results.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return results;
    },
    {
      runs: RUNS + WARM_UP,
      names: ['Import Records', 'Export Records', 'Delete Records', 'Export Data Dictionary'],
    },
  );
  return spread(times.slice(WARM_UP));
}

/** From one keystroke to what the form shows in a view beside it. */
async function measureKeystroke(page: Page, field: string, view: string): Promise<Spread> {
  const times = await page.evaluate(
    async ({ runs, fieldSelector, viewSelector }) => {
      const input = document.querySelector<HTMLTextAreaElement>(fieldSelector);
      if (input === null) throw new Error(`No field ${fieldSelector}`);
      const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
      const results: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        // Letters only: the code view sets them as they are, without escapes or breaks.
        const text = `[age]>${String.fromCharCode(97 + (run % 26), 97 + (Math.floor(run / 26) % 26))}zz`;
        const began = performance.now();
        set?.call(input, text);
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        while (document.querySelector(viewSelector)?.textContent.includes(text) !== true) {
          if (performance.now() - began > 2000) throw new Error(`Not shown in ${viewSelector}`);
          await new Promise((resolve) => {
            const channel = new MessageChannel();
            channel.port1.addEventListener('message', resolve, { once: true });
            channel.port1.start();
            channel.port2.postMessage(null);
          });
        }
        results.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return results;
    },
    { runs: RUNS + WARM_UP, fieldSelector: field, viewSelector: view },
  );
  return spread(times.slice(WARM_UP));
}

/** The same path on a page of one text area and one paragraph without any framework. */
async function measureBareKeystroke({ browser }: OpenedApp): Promise<Spread> {
  const page = await browser.newPage();
  await page.setContent('<textarea id="field"></textarea><pre id="view"></pre>');
  await page.evaluate(() => {
    const [field, view] = [document.querySelector('textarea'), document.querySelector('pre')];
    field?.addEventListener('input', () => {
      if (view !== null) view.textContent = field.value;
    });
  });
  const times = await measureKeystroke(page, '#field', '#view');
  await page.close();
  return times;
}

/** All snippet targets together for Export Records with 20 parameters, in Node. */
function measureSnippets(): Spread {
  const method = findMethod('export_records');
  if (method === undefined) throw new Error('Export Records is always there.');
  const draft = {
    records: ['1', '2', '3'],
    fields: ['record_id', 'age', 'sex', 'systolic'],
    forms: ['enrolment'],
    filterLogic: '[age] >= 65 and [sex] = "2"',
    dateRangeBegin: '2026-01-01 00:00:00',
    dateRangeEnd: '2026-06-30 23:59:59',
  };
  const { request } = prepare(method, draft, {});
  const input = snippetInput(method, request, 'https://redcap.example.edu/api/');
  const times: number[] = [];
  for (let run = 0; run < 2000; run += 1) {
    const began = performance.now();
    for (const target of snippetTargets) target.write(input);
    times.push(performance.now() - began);
  }
  return spread(times.slice(500));
}

const app = await openApp();
try {
  const start = await measureStart(app);
  const page = await app.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(app.address);
  await page.getByText('Changes allowed').waitFor();
  const methodSwitchMs = await measureMethodSwitch(page);
  await page.getByRole('option', { name: /Export Records/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Export Records' }).waitFor();
  const bareKeystrokeMs = await measureBareKeystroke(app);
  const keystrokeToRawViewMs = await measureKeystroke(page, 'main textarea', 'pre[aria-label="Parameters"]');
  await page.getByRole('tab', { name: 'Code' }).click();
  await page.getByRole('tab', { name: 'Python', exact: true }).click();
  await page.locator('.monaco-editor').first().waitFor();
  // The line with the filter has to be in sight: the editor draws only those.
  await page.setViewportSize({ width: 1440, height: 2400 });
  await page.waitForTimeout(300);
  const keystrokeToCodeMs = await measureKeystroke(page, 'main textarea', '.monaco-editor .view-lines');
  const allSnippetsMs = measureSnippets();
  const figures = {
    runs: RUNS,
    start,
    methodSwitchMs,
    keystrokeToRawViewMs,
    keystrokeToCodeMs,
    bareKeystrokeMs,
    ratioRawViewToBare: rounded(keystrokeToRawViewMs.median / bareKeystrokeMs.median),
    allSnippetsMs: { ...allSnippetsMs, targets: snippetTargets.length },
  };
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await app.close();
}
