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

  test('keeps an answer in sight beside another method, and says whose it is', async ({
    app: { window },
  }) => {
    await window.form.execute.click();
    await expect(window.response.facts).toContainText('200');
    await expect(window.response.area).not.toContainText('executed before');
    await window.methods.choose('Export Events');
    await expect(window.response.area).toContainText('The answer to Export Records, executed before.');
    await expect(window.response.cells.first()).toBeVisible();
    await window.methods.choose('Export Records');
    await expect(window.response.area).not.toContainText('executed before');
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

  test('keeps what was opened, typed and answered when its window becomes narrow and wide again', async ({
    app: { window, page },
  }) => {
    await window.request.showCode('Python');
    await window.form.fill('Filter Logic', '[record_id] = "3"');
    await window.methods.search.fill('export rec');
    await window.form.execute.click();
    await expect(window.response.cells.first()).toHaveText('3');
    const { x: beside = 0 } = (await window.request.area.boundingBox()) ?? {};
    for (const width of [1024, 1440]) {
      await page.setViewportSize({ width, height: 700 });
      await expect(window.response.cells.first()).toHaveText('3');
      await expect(window.methods.search).toHaveValue('export rec');
      await expect(window.request.languages.filter({ hasText: 'Python' })).toHaveAttribute(
        'aria-selected',
        'true',
      );
      const under = async () => ((await window.request.area.boundingBox())?.x ?? 0) < beside;
      await expect.poll(under).toBe(width === 1024);
    }
  });

  test('shows Execute, and then the answer, in a window zoomed to twice its size', async ({
    app: { window, page },
  }) => {
    await page.setViewportSize({ width: 720, height: 450 });
    await expect(window.form.execute).toBeInViewport({ ratio: 1 });
    await expect(window.form.field('Records')).toBeInViewport({ ratio: 1 });
    await window.form.execute.click();
    await expect(window.response.cells.first()).toBeInViewport({ ratio: 1 });
    await expect(window.response.save).toBeInViewport({ ratio: 1 });
    await window.form.field('Records').scrollIntoViewIfNeeded();
    await expect(window.form.field('Records')).toBeInViewport({ ratio: 1 });
  });

  test('remembers method and project until the next launch of the same page', async ({ app }) => {
    await app.window.methods.choose('Export Events');
    await expect
      .poll(async () => app.call('start', {}))
      .toMatchObject({ value: { settings: { methodId: 'export_events' } } });
  });
});
