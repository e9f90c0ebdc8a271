import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openApp } from './open-app.ts';

/** Pictures of the window's main states, into docs/screenshots; with names of states after `--`, of those alone. */
const wanted = process.argv.slice(2);
const folder = join(import.meta.dirname, '..', 'docs', 'screenshots');

const sizes = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1024', width: 1024, height: 700 },
] as const;

const states: readonly { readonly name: string; readonly reach: (page: Page) => Promise<void> }[] = [
  { name: 'first-launch', reach: async () => undefined },
  {
    name: 'records',
    async reach(page) {
      await choose(page, 'Fields', 'record_id, systolic, diastolic, dob,');
      await page.getByRole('radio', { name: 'JSON' }).first().click({ force: true });
      await execute(page);
      await page.getByRole('grid', { name: 'Response table' }).waitFor();
      await openCode(page, 'R');
      await page.getByRole('grid', { name: 'Response table' }).getByRole('gridcell').nth(1).click();
    },
  },
  {
    name: 'text',
    async reach(page) {
      await choose(page, 'Fields', 'record_id, sex, comments,');
      await page.getByRole('radio', { name: 'JSON' }).first().click({ force: true });
      await execute(page);
      const response = page.getByRole('region', { name: 'Response' });
      await response.getByRole('tab', { name: 'Text' }).click();
      await openCode(page, 'SAS');
    },
  },
  {
    name: 'schedule',
    async reach(page) {
      await openCode(page, 'Python');
      await page.getByRole('button', { name: 'Schedule…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'practice-users',
    async reach(page) {
      await page.getByRole('button', { name: /Hypertension/ }).click();
      await page.getByRole('menuitem', { name: /Open a practice/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'problem',
    async reach(page) {
      await page.getByRole('textbox', { name: 'Timespan (begin)' }).fill('yesterday');
    },
  },
  {
    name: 'redcap-error',
    async reach(page) {
      await choose(page, 'Fields', 'blood_presure,');
      await execute(page);
      await page.getByRole('region', { name: 'Response' }).getByRole('alert').waitFor();
    },
  },
  {
    name: 'production',
    async reach(page) {
      await page.getByRole('button', { name: /Hypertension/ }).click();
      await page.getByRole('menuitem', { name: /Asthma/ }).click();
      await page.getByText('Changes locked').waitFor();
      await page.getByRole('option', { name: /Delete Records/ }).click();
    },
  },
  {
    name: 'import',
    async reach(page) {
      await page.getByRole('option', { name: /Import Records/ }).click();
      await page.getByRole('textbox', { name: /^Data/ }).fill('record_id,systolic\n1,131\n2,128\n');
      await openCode(page, 'Python');
    },
  },
  {
    name: 'add-project',
    async reach(page) {
      await page.getByRole('button', { name: /Hypertension/ }).click();
      await page.getByRole('menuitem', { name: /Add a project/ }).click();
      await page.getByLabel('API address').fill('redcap.example.invalid');
      await page.getByLabel('API token').fill('not a token');
      await page.getByRole('button', { name: 'Add project' }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  },
  {
    name: 'palette',
    async reach(page) {
      await page.keyboard.press('ControlOrMeta+k');
      await page
        .getByRole('textbox', { name: /Search methods/ })
        .or(page.getByRole('searchbox'))
        .first()
        .waitFor();
      await page.keyboard.type('export');
    },
  },
];

/** The app remembers the last project and method; every picture begins where a first launch does. */
async function atFirstLaunch(page: Page): Promise<void> {
  const project = page.getByRole('banner').getByRole('button').first();
  if (!(await project.innerText()).includes('Hypertension')) {
    await project.click();
    await page.getByRole('menuitem', { name: /Hypertension/ }).click();
  }
  await page.getByRole('option', { name: /Export Records/ }).click();
  await page.getByText('Changes allowed').waitFor();
  await page.mouse.move(0, 0);
}

async function choose(page: Page, label: string, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  await page.keyboard.type(text);
  await page.keyboard.press('Escape');
}

async function execute(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Enter');
}

async function openCode(page: Page, language: string): Promise<void> {
  await page.getByRole('tab', { name: 'Code' }).click();
  await page.getByRole('tab', { name: language, exact: true }).click();
  await page.locator('.monaco-editor').first().waitFor();
}

async function settled(page: Page): Promise<void> {
  // The editor colours its text a moment after it stands there.
  await page.waitForTimeout(700);
}

await mkdir(folder, { recursive: true });
const app = await openApp();
try {
  for (const theme of ['light', 'dark'] as const) {
    for (const { name: sizeName, ...viewport } of sizes) {
      for (const { name, reach } of states) {
        if (wanted.length > 0 && !wanted.includes(name)) continue;
        const context = await app.browser.newContext({ viewport, colorScheme: theme });
        const page = await context.newPage();
        await page.goto(app.address);
        await atFirstLaunch(page);
        await reach(page);
        await settled(page);
        const file = `${name}-${theme}-${sizeName}.png`;
        await page.screenshot({ path: join(folder, file) });
        console.log(file);
        await context.close();
      }
    }
  }
} finally {
  await app.close();
}
