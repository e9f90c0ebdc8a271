import { expect, test } from './suite.ts';

test.describe('In the practice project', () => {
  test('records are imported, and are there afterwards', async ({ app }) => {
    const { methods, form, response } = app.window;
    await methods.choose('Import Records');
    await expect(form.execute).toBeDisabled();
    await form.field('Data').fill('record_id,first_name\n901,Zoë "the $first"\n');
    await expect(form.sentence).not.toContainText('empty');
    await form.execute.click();
    await expect(response.facts).toContainText('200');

    const changed = app.page.getByText('You have changed it since.');
    await expect(changed).toBeVisible();
    await app.page.getByRole('button', { name: 'Read again' }).click();
    await expect(changed).toBeHidden();

    await methods.choose('Export Records');
    await form.field('Records').fill('901');
    await expect(app.page.getByRole('option', { name: '901' })).toHaveCount(1);
    await app.page.keyboard.press('Escape');
    await form.enterNames('Records', ['901']);
    await form.execute.click();
    await expect(response.facts).toContainText('1 row');
    await expect(response.area).toContainText('Zoë "the $first"');
  });

  test('an import that changed nothing is not passed off as done', async ({ app: { window } }) => {
    await window.methods.choose('Import Records');
    await window.form.field('Data').fill('record_id,first_name\n,Ada\n');
    await window.form.execute.click();
    await expect(window.response.facts).toContainText('200');
    await expect(window.response.area).toContainText('nothing was changed');
  });

  test('a file is uploaded, and comes back the same', async ({ app }) => {
    const { methods, form, response } = app.window;
    const content = Buffer.from([0, 1, 2, 253, 254, 255, 13, 10, 0]);
    await methods.choose('Import a File');
    await form.fill('Record', '3');
    await form.fill('Field', 'consent_form');
    const chooser = app.page.waitForEvent('filechooser');
    await app.page.getByRole('button', { name: 'Choose a file…' }).click();
    await (
      await chooser
    ).setFiles({ name: 'signed "consent" é.pdf', mimeType: 'application/pdf', buffer: content });
    await expect(form.area).toContainText('signed "consent" é.pdf');
    await form.execute.click();
    await expect(response.facts).toContainText('200');

    await methods.choose('Export a File');
    await form.fill('Record', '3');
    await form.fill('Field', 'consent_form');
    await form.execute.click();
    await expect(response.facts).toContainText('200');
    const saved = await app.saving(() => response.save.click());
    expect(saved.bytes.equals(content)).toBe(true);
    expect(saved.name).toMatch(/\.pdf$/);
    expect(saved.name).not.toMatch(/[/\\"]/);
  });

  test('an answer is saved as it was received', async ({ app }) => {
    await app.window.form.choose('Format', 'JSON');
    await app.window.form.execute.click();
    await expect(app.window.response.facts).toContainText('200');
    const saved = await app.saving(() => app.window.response.save.click());
    expect(JSON.parse(saved.bytes.toString('utf8'))).toHaveLength(60);
    expect(saved.name).toMatch(/\.json$/);
  });
});
