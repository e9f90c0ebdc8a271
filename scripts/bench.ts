import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { measureKeystroke, measureMethodSwitch, RUNS } from './bench/in-page.ts';
import { measureLargeExport } from './bench/large-export.ts';
import { measureLargeProject } from './bench/large-project.ts';
import { measureSnippets } from './bench/snippets.ts';
import { rounded, spread, type Spread } from './bench/spread.ts';
import { openApp, type OpenedApp } from './open-app.ts';

/*
 * What is called fast, measured in Chromium and printed as JSON. Absolute times depend on the machine, so each
 * stands beside a bare page measured in the same run, and the ratio is what to quote.
 */
const NAVIGATIONS = 7;

/** Navigation to method list and form drawn, and the JavaScript that came before it. */
async function measureStart({ browser, address }: OpenedApp) {
  const usable: number[] = [];
  const blank: number[] = [];
  let scripts: readonly string[] = [];
  for (let run = 0; run < NAVIGATIONS; run += 1) {
    const context = await browser.newContext();
    const empty = await context.newPage();
    const began = performance.now();
    // The icon is served by the same host and needs no script: what a navigation costs by itself.
    await empty.goto(new URL('/no-such-page', address).href).catch(() => undefined);
    blank.push(performance.now() - began);
    const page = await context.newPage();
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
    scripts = await page.evaluate(() => {
      const usableAt = performance.getEntriesByName('usable')[0]?.startTime ?? Infinity;
      return performance
        .getEntriesByType('resource')
        .filter(({ name, startTime }) => name.endsWith('.js') && startTime < usableAt)
        .map(({ name }) => new URL(name).pathname);
    });
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
    editorBeforeFirstUse: scripts.some((path) => path.includes('monaco')),
  };
}

async function gzipBytes(paths: readonly string[]): Promise<number> {
  let total = 0;
  for (const path of paths) {
    total += gzipSync(await readFile(join(import.meta.dirname, '..', 'out', 'renderer', path))).length;
  }
  return total;
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

// First, while nothing else of ours runs.
const snippets = await measureSnippets();
const practiceExport = await measureLargeExport();
const app = await openApp();
try {
  const start = await measureStart(app);
  const page = await app.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(app.address);
  await page.getByText('Changes allowed').waitFor();
  const methodSwitchMs = await measureMethodSwitch(page, [
    'Import Records',
    'Export Records',
    'Delete Records',
    'Export Data Dictionary',
  ]);
  // A method with one plain text field that may hold anything, so that its code stands there at each keystroke.
  await page.getByRole('option', { name: /^Rename Record/ }).click();
  await page.getByRole('combobox', { name: /^Record/ }).fill('5');
  await page.keyboard.press('Escape');
  const name = page.getByRole('textbox', { name: /^New record name/ });
  const field = `[id="${await name.getAttribute('id')}"]`;
  const bareKeystrokeMs = await measureBareKeystroke(app);
  const keystrokeToRawViewMs = await measureKeystroke(page, field, 'pre[aria-label="Parameters"]');
  await page.getByRole('tab', { name: 'Code' }).click();
  await page.getByRole('tab', { name: 'Python', exact: true }).click();
  await page.locator('.monaco-editor').first().waitFor();
  // The line with the name has to be in sight: the editor draws only those.
  await page.setViewportSize({ width: 1440, height: 2400 });
  await page.waitForTimeout(300);
  const keystrokeToCodeMs = await measureKeystroke(
    page,
    field,
    'section[aria-label="Request and code"] .view-lines',
  );
  const largeProject = await measureLargeProject(page);
  const figures = {
    runs: RUNS,
    start,
    methodSwitchMs,
    keystrokeToRawViewMs,
    keystrokeToCodeMs,
    bareKeystrokeMs,
    ratioRawViewToBare: rounded(keystrokeToRawViewMs.median / bareKeystrokeMs.median),
    largeProject,
    practiceExport,
    snippets,
  };
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await app.close();
}
