import { methods } from '#app/catalogue/catalogue.ts';
import { expect, test } from './suite.ts';

test.describe('The first launch', () => {
  test('shows a practice project with Export Records chosen, and nothing in the way', async ({ app }) => {
    const { window, page } = app;
    await expect(window.form.heading).toHaveText('Export Records');
    await expect(window.methods.option('Export Records')).toHaveAttribute('aria-selected', 'true');
    await expect(window.projects.current).toContainText('Practice');
    await expect(window.projects.header).toContainText('Development');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(window.form.execute).toBeEnabled();
  });

  test('leads to real rows by the button', async ({ app: { window } }) => {
    await window.form.execute.click();
    await expect(window.response.facts).toContainText('200');
    await expect(window.response.facts).toContainText(/\d+ rows/);
    await expect(window.response.columns.first()).toHaveText('record_id');
    await expect(window.response.cells.first()).toHaveText('1');
  });

  test('leads to real rows by Ctrl+Enter, wherever the focus is', async ({ app: { window, page } }) => {
    await window.form.field('Filter Logic').fill('[record_id] = "3"');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(window.response.facts).toContainText('1 row');
    await expect(window.response.cells.first()).toHaveText('3');
  });

  test('lets a method be found by parts of its name', async ({ app: { window } }) => {
    await expect(window.methods.options).toHaveCount(methods.length);
    await window.methods.search.fill('exp dict');
    await expect(window.methods.options.first()).toContainText('Export Data Dictionary');
    await window.methods.search.fill('no such method');
    await expect(window.methods.list).toContainText('No method matches');
    await window.methods.search.fill('');
    await expect(window.methods.options).toHaveCount(methods.length);
  });

  test('remembers method and project until the next launch of the same page', async ({ app }) => {
    await app.window.methods.choose('Export Events');
    await expect
      .poll(async () => app.call('start', {}))
      .toMatchObject({ value: { settings: { methodId: 'export_events' } } });
  });
});
