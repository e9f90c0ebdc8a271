import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Started } from './suite.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function violations({ page }: Started): Promise<readonly string[]> {
  // Its legacy mode opens no second page, which the desktop host would not allow.
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

test('Under the system’s own high-contrast colours what is chosen can be told from what is not', async ({
  app,
}) => {
  await app.page.emulateMedia({ forcedColors: 'active' });
  const look = (selector: string): Promise<string> =>
    app.page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { backgroundColor, borderColor, outline } = getComputedStyle(element);
        const { content, backgroundColor: line } = getComputedStyle(element, '::before');
        return JSON.stringify([backgroundColor, borderColor, outline, content, line]);
      });
  for (const kind of ['.segment', '.chip', '.tab', '.method-option', '.switch-track']) {
    const chosen =
      kind === '.switch-track' ? '.switch[data-selected] .switch-track' : `${kind}[data-selected]`;
    const other =
      kind === '.switch-track'
        ? '.switch:not([data-selected]) .switch-track'
        : `${kind}:not([data-selected])`;
    if (kind === '.switch-track') await app.page.locator('.switch').first().click();
    expect(await look(chosen), kind).not.toBe(await look(other));
  }
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`In ${theme}, WCAG 2.2 AA is kept by`, () => {
    test.beforeEach(async ({ app }) => {
      await app.page.emulateMedia({ reducedMotion: 'reduce' });
      await expect(app.window.form.execute).toBeEnabled();
      await app.window.chooseTheme(theme);
    });

    test('the first window, and one with rows', async ({ app }) => {
      expect(await violations(app)).toEqual([]);
      await app.window.form.execute.click();
      await expect(app.window.response.cells.first()).toBeVisible();
      expect(await violations(app)).toEqual([]);
      await app.window.response.cells.nth(2).click();
      await expect(app.window.response.area.getByRole('group', { name: 'The chosen value' })).toBeVisible();
      expect(await violations(app)).toEqual([]);
    });

    test('code, and a response as text and headers', async ({ app }) => {
      await app.window.request.showCode('R');
      await app.window.form.execute.click();
      await expect(app.window.response.cells.first()).toBeVisible();
      await app.window.response.show('Text');
      await expect(app.window.response.area).toContainText('record_id');
      expect(await violations(app)).toEqual([]);
      await app.window.response.show('Headers');
      expect(await violations(app)).toEqual([]);
    });

    test('a form with problems, and a failure', async ({ app }) => {
      await app.window.form.field('Timespan (begin)').fill('yesterday');
      await expect(app.window.form.execute).toBeDisabled();
      expect(await violations(app)).toEqual([]);
      await app.window.form.field('Timespan (begin)').fill('');
      await app.window.form.field('Filter Logic').fill('[no_such_field] = "1"');
      await app.window.form.execute.click();
      await expect(app.window.response.failure).toBeVisible();
      expect(await violations(app)).toEqual([]);
    });

    test('a locked project, and a payload to type', async ({ app }) => {
      await app.window.projects.choose('Practice: Asthma trial');
      await expect(app.window.projects.header).toContainText('Production');
      await app.window.methods.choose('Import Records');
      expect(await violations(app)).toEqual([]);
    });

    test('the dialog, the palette and an open menu', async ({ app }) => {
      await app.window.projects.openAdd();
      await expect(app.window.addProject.dialog).toBeVisible();
      expect(await violations(app)).toEqual([]);
      await app.window.addProject.cancel.click();
      await expect(app.window.addProject.dialog).toBeHidden();
      await app.page.keyboard.press('ControlOrMeta+K');
      await expect(app.page.getByRole('dialog')).toBeVisible();
      expect(await violations(app)).toEqual([]);
      await app.page.keyboard.press('Escape');
      await app.window.projects.current.click();
      await expect(app.page.getByRole('menu')).toBeVisible();
      expect(await violations(app)).toEqual([]);
    });
  });
}
