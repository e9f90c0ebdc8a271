import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { measureMethodSwitch } from './in-page.ts';
import { rounded, spread } from './spread.ts';

const FIELDS = 40_000;
const ROWS = 10_000;
const COLUMNS = 30;
const FORMS = 400;

/** The window with a project of 40,000 fields, and the check of an import of 10,000 rows into it. */
export async function measureLargeProject(page: Page) {
  const server = await largeProject();
  try {
    const { port } = server.address() as { readonly port: number };
    await page.getByRole('banner').getByRole('button').first().click();
    await page.getByRole('menuitem', { name: /Add a project/ }).click();
    await page.getByLabel('API address').fill(`http://127.0.0.1:${port}/api/`);
    await page.getByLabel('API token').fill('0123456789ABCDEF0123456789ABCDEF');
    await page.getByRole('button', { name: 'Add project' }).click();
    await page.getByText('Changes allowed').waitFor();
    const methodSwitchMs = await measureMethodSwitch(page, [
      'Import Records',
      'Export Records',
      'Export a File',
    ]);
    return {
      fields: FIELDS,
      methodSwitchMs,
      pickerKeystrokeMs: await measurePicker(page),
      importCheck: await measureImportCheck(page),
    };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** From a keystroke in the field picker to its list showing what matches. */
async function measurePicker(page: Page) {
  await page.getByRole('option', { name: /^Export Records/ }).click();
  const picker = page.getByRole('combobox', { name: 'Fields' });
  await picker.click();
  const times: number[] = [];
  for (let run = 0; run < 60; run += 1) {
    const number = String((run * 613) % FIELDS).padStart(5, '0');
    times.push(
      await picker.evaluate(async (input, wanted) => {
        const field = input as HTMLInputElement;
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
        const began = performance.now();
        set?.call(field, wanted);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        while (
          document.querySelector('.suggestion-popover [role="option"]')?.textContent.startsWith(wanted) !==
          true
        ) {
          if (performance.now() - began > 3000) throw new Error(`${wanted} is not offered`);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        return performance.now() - began;
      }, `field_${number}`),
    );
  }
  await picker.fill('');
  await page.keyboard.press('Escape');
  return spread(times.slice(10));
}

/** From the text standing in the editor to the report under it, and how long the page itself was held up. */
async function measureImportCheck(page: Page) {
  await page.getByRole('option', { name: /^Import Records/ }).click();
  const columns = Array.from({ length: COLUMNS }, (_, index) => fieldName(index * 7 + 1));
  const lines = [['record_id', ...columns].join(',')];
  for (let row = 1; row <= ROWS; row += 1)
    lines.push([row, ...columns.map((_, at) => (row * at) % 100)].join(','));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Read from a file…' }).click();
  await page.evaluate(() => {
    const state = { longest: 0 };
    Object.assign(window, { heldUp: state });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) state.longest = Math.max(state.longest, duration);
    }).observe({ type: 'longtask' });
  });
  await (
    await chooser
  ).setFiles({ name: 'import.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  const began = performance.now();
  await page.getByText('10,000 rows, nothing found').waitFor();
  return {
    rows: ROWS,
    columns: COLUMNS + 1,
    reportAfterMs: rounded(performance.now() - began),
    longestTaskOfThePageMs: rounded(
      await page.evaluate(() => (window as unknown as { heldUp: { longest: number } }).heldUp.longest),
    ),
  };
}

const fieldName = (index: number): string => `field_${String(index).padStart(5, '0')}`;

/** A REDCap that knows nothing but one large dictionary. */
function largeProject(): Promise<Server> {
  const metadata = JSON.stringify([
    { field_name: 'record_id', form_name: 'form_0', field_type: 'text', field_label: 'Record ID' },
    ...Array.from({ length: FIELDS }, (_, index) => ({
      field_name: fieldName(index),
      form_name: `form_${Math.floor(index / (FIELDS / FORMS))}`,
      field_type: 'text',
      field_label: `Measurement number ${index}`,
      text_validation_type_or_show_slider_number: 'number',
    })),
  ]);
  const answers: Readonly<Record<string, string>> = {
    version: '15.5.0',
    metadata,
    project: JSON.stringify({
      project_title: 'Large',
      in_production: 0,
      is_longitudinal: 0,
      has_repeating_instruments_or_events: 0,
    }),
    instrument: JSON.stringify(
      Array.from({ length: FORMS }, (_, index) => ({
        instrument_name: `form_${index}`,
        instrument_label: `Form ${index}`,
      })),
    ),
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(answers[new URLSearchParams(body).get('content') ?? ''] ?? '[]');
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
