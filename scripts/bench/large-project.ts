import type { Page } from '@playwright/test';
import { measureImportCheck } from './import-check.ts';
import { measureOpening } from './opening.ts';
import { FIELDS, largeProject } from './large-project-server.ts';
import { spread } from './spread.ts';

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
    return {
      fields: FIELDS,
      opening: {
        besideTheRequest: await openingBeside(page, 'Request'),
        besideTheCode: await openingBeside(page, 'Code'),
      },
      pickerKeystrokeMs: await measurePicker(page),
      importCheck: await measureImportCheck(page),
    };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function openingBeside(page: Page, tab: 'Request' | 'Code') {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('tab', { name: tab, exact: true }).click();
  return measureOpening(page);
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
