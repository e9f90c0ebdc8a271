import type { Locator, Page } from '@playwright/test';
import { addProject, expect, test } from './suite.ts';

/** The pane that has the focus, by its element and name. */
const focusedPane = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const pane = document.activeElement?.closest('[data-pane]');
    return [pane?.tagName.toLowerCase(), pane?.getAttribute('aria-label')].filter(Boolean).join(' ');
  });

/** Goes down a list until the option is the one that Enter would take. */
async function goDownTo(page: Page, option: Locator): Promise<void> {
  await expect(option).toBeVisible();
  for (let press = 0; press < 10; press += 1) {
    if ((await option.getAttribute('data-focused')) !== null) return;
    await page.keyboard.press('ArrowDown');
  }
}

test.describe('With the keyboard alone', () => {
  test('a method is found, filled in, executed and read', async ({ app: { window, page } }) => {
    await expect(window.form.heading).toHaveText('Export Records');
    await page.keyboard.press('ControlOrMeta+L');
    await expect(window.methods.search).toBeFocused();
    await page.keyboard.type('export field');
    await goDownTo(page, window.methods.option('Export Field Names'));
    await page.keyboard.press('Enter');
    await expect(window.form.heading).toHaveText('Export Field Names');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(window.response.facts).toContainText('200');
    await expect(window.response.cells.first()).toBeVisible();
  });

  test('a request is sent once, from the search box too', async ({ app, servers }) => {
    const server = await servers.fake((response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv' }).end('record_id\n1\n');
    });
    await addProject(app, server.url, server.token);
    await app.window.methods.search.focus();
    await app.page.keyboard.press('ControlOrMeta+Enter');
    await expect(app.window.response.facts).toContainText('200');
    expect(server.received).toHaveLength(1);
  });

  test('a command is not a press of the button that has the focus', async ({ app: { window, page } }) => {
    await window.form.fill('Filter Logic', '[record_id] = "3"');
    await window.form.area.getByRole('button', { name: 'Start over' }).focus();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(window.response.cells.first()).toHaveText('3');
    await expect(window.form.area.getByRole('button', { name: 'Start over' })).toBeVisible();
  });

  test('the focus stays on a button while what it started goes on', async ({ app: { window, page } }) => {
    await window.form.execute.focus();
    await page.keyboard.press('Enter');
    await expect(window.response.facts).toContainText('200');
    await expect(window.form.execute).toBeFocused();

    await window.projects.openAdd();
    await window.addProject.submit('redcap.invalid', 'no token');
    await expect(window.addProject.failure).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(window.addProject.dialog).toBeHidden();
  });

  test('nothing is executed behind a dialog', async ({ app, servers }) => {
    const server = await servers.fake((response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv' }).end('record_id\n1\n');
    });
    await addProject(app, server.url, server.token);
    await app.window.request.showCode('Python');
    await app.window.request.area.getByRole('button', { name: 'Schedule…' }).click();
    await expect(app.page.getByRole('dialog')).toBeVisible();
    await app.page.keyboard.press('ControlOrMeta+Enter');
    await app.page.keyboard.press('Escape');
    await expect(app.page.getByRole('dialog')).toBeHidden();
    await app.page.keyboard.press('ControlOrMeta+Enter');
    await expect(app.window.response.facts).toContainText('200');
    expect(server.received).toHaveLength(1);
  });

  test('F6 goes round the panes, past an empty one', async ({ app: { window, page } }) => {
    const round = async (presses: number): Promise<readonly string[]> => {
      const visited: string[] = [];
      for (let press = 0; press < presses; press += 1) {
        await page.keyboard.press('F6');
        visited.push(await focusedPane(page));
      }
      return visited;
    };
    await expect(window.form.heading).toBeVisible();
    await window.methods.search.focus();
    expect(await round(4)).toEqual(['main', 'section Request and code', 'header', 'nav Methods']);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(window.response.facts).toContainText('200');
    expect(await round(3)).toEqual(['main', 'section Request and code', 'section Response']);
  });

  test('the end of the method list is reached, and the window itself stays in place', async ({ app }) => {
    const { methods } = app.window;
    await methods.search.focus();
    for (let press = 0; press < 60; press += 1) await app.page.keyboard.press('ArrowDown');
    await expect(methods.list.locator('[data-focused]')).toBeInViewport();
    expect(await app.page.evaluate(() => document.documentElement.scrollTop)).toBe(0);
    await expect(app.window.projects.current).toBeInViewport({ ratio: 1 });
  });

  test('every command is in the palette', async ({ app: { window, page } }) => {
    await expect(window.form.heading).toBeVisible();
    await page.keyboard.press('ControlOrMeta+K');
    const palette = page.getByRole('dialog');
    await expect(palette).toBeVisible();
    await page.keyboard.type('add a project');
    await goDownTo(page, palette.getByRole('option', { name: 'Add a project…' }));
    await page.keyboard.press('Enter');
    await expect(window.addProject.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(window.addProject.dialog).toBeHidden();
  });

  test('Tab reaches Execute and goes on: nothing holds the focus', async ({ app: { window, page } }) => {
    await expect(window.form.execute).toBeEnabled();
    await window.methods.search.focus();
    const seen = new Set<string>();
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press('Tab');
      seen.add(await focusedPane(page));
      seen.add(await page.evaluate(() => document.activeElement?.textContent.slice(0, 7) ?? ''));
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['main', 'Execute', 'section Request and code', 'header', 'nav Methods']),
    );
  });

  test('a command that has nothing to act on says so', async ({ app: { window, page } }) => {
    await page.keyboard.press('ControlOrMeta+S');
    await expect(window.notices).toContainText('There is no answer to save.');
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type('cancel');
    await goDownTo(page, page.getByRole('dialog').getByRole('option', { name: 'Cancel' }));
    await page.keyboard.press('Enter');
    await expect(window.notices).toContainText('no request is running');
  });

  test('a notice is reached and dismissed', async ({ app: { window, page } }) => {
    await page.keyboard.press('ControlOrMeta+S');
    await expect(window.notices).toContainText('There is no answer to save.');
    for (let press = 0; press < 6; press += 1) {
      if ((await focusedPane(page)) === 'div Notices') break;
      await page.keyboard.press('F6');
    }
    await page.keyboard.press('Enter');
    await expect(window.notices).toBeEmpty();
  });

  test('code is copied', async ({ app: { window, page } }) => {
    await window.request.showCode('Python');
    await expect(window.request.copy).toBeEnabled();
    await page.keyboard.press('ControlOrMeta+Shift+C');
    await expect(window.notices).toContainText('Code copied');
    await expect(window.notices.getByText('Code copied')).toHaveCount(1);
  });
});
