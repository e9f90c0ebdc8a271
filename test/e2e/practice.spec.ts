import { expect, test } from './suite.ts';

test.describe('The practice projects', () => {
  test('go back to their start when the user says so', async ({ app }) => {
    const { methods, form, response, projects, notices } = app.window;
    const dialog = app.page.getByRole('alertdialog');
    const exported = async () => {
      await form.execute.click();
      await expect(response.facts).toContainText('200');
    };
    await exported();
    await expect(response.facts).toContainText('60 rows');
    await methods.choose('Import Records');
    await form.field('Data').fill('record_id,first_name\n901,Ada\n');
    await exported();
    await methods.choose('Export Records');
    await exported();
    await expect(response.facts).toContainText('61 rows');

    await projects.openReset();
    await expect(dialog).toContainText('discarded');
    await dialog.getByRole('button', { name: 'Keep the changes' }).click();
    await exported();
    await expect(response.facts).toContainText('61 rows');

    await app.page.keyboard.press('ControlOrMeta+k');
    await app.page.keyboard.type('reset');
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Reset' }).click();
    await expect(notices).toContainText('as at its start');
    await exported();
    await expect(response.facts).toContainText('60 rows');
  });

  test('open in the name of a user, who may not do everything', async ({ app }) => {
    const { form, response, projects } = app.window;
    await projects.openPractice('imports only, exports nothing');
    await expect(projects.current).toContainText('on this computer, as practice_importer');
    await form.execute.click();
    await expect(response.area).toContainText('API Export');
    expect(await projects.list()).toHaveLength(3);
  });
});

test('the reports of a practice project are shown with their numbers, one click from the form', async ({
  app,
}) => {
  const { window, page } = app;
  await window.methods.choose('Export a Report');
  const reports = page.getByRole('list', { name: 'Reports of this project' });
  const first = reports.getByRole('listitem').first();
  const number = await first.getByRole('code').innerText();
  await first.getByRole('button').click();
  await expect(window.form.field('Report')).toHaveValue(number);
  await window.form.execute.click();
  await expect(window.response.area).toContainText('200');
});
