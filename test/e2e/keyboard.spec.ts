import type { Page } from '@playwright/test';
import { expect, test } from './suite.ts';

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return (
      element?.closest('[data-pane]')?.getAttribute('aria-label') ?? element?.closest('main')?.tagName ?? ''
    );
  });

test.describe('With the keyboard alone', () => {
  test('a method is found, filled in, executed and read', async ({ app: { window, page } }) => {
    await expect(window.form.heading).toHaveText('Export Records');
    await page.keyboard.press('ControlOrMeta+L');
    await expect(window.methods.search).toBeFocused();
    await page.keyboard.type('export field');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(window.form.heading).toHaveText('Export Field Names');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(window.response.facts).toContainText('200');
    await expect(window.response.cells.first()).toBeVisible();
  });

  test('F6 goes round the panes', async ({ app: { window, page } }) => {
    await expect(window.form.heading).toBeVisible();
    await window.methods.search.focus();
    const visited: string[] = [];
    for (let press = 0; press < 4; press += 1) {
      await page.keyboard.press('F6');
      visited.push(await focused(page));
    }
    expect(visited).toEqual(['MAIN', 'Request and code', 'Response', 'Methods']);
  });

  test('every command is in the palette', async ({ app: { window, page } }) => {
    await expect(window.form.heading).toBeVisible();
    await page.keyboard.press('ControlOrMeta+K');
    const palette = page.getByRole('dialog');
    await expect(palette).toBeVisible();
    await page.keyboard.type('add a project');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(window.addProject.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(window.addProject.dialog).toBeHidden();
  });

  test('Tab reaches Execute and leaves it: nothing holds the focus', async ({ app: { window, page } }) => {
    await expect(window.form.execute).toBeEnabled();
    await window.methods.search.focus();
    const seen = new Set<string>();
    for (let press = 0; press < 80; press += 1) {
      await page.keyboard.press('Tab');
      seen.add(await focused(page));
      if (await window.form.execute.evaluate((button) => button === document.activeElement))
        seen.add('Execute');
    }
    expect([...seen]).toEqual(expect.arrayContaining(['MAIN', 'Execute', 'Request and code']));
  });

  test('code is copied', async ({ app: { window, page } }) => {
    await window.request.showCode('Python');
    await expect(window.request.copy).toBeEnabled();
    await page.keyboard.press('ControlOrMeta+Shift+C');
    await expect(window.notices).toContainText('Code copied');
  });
});
