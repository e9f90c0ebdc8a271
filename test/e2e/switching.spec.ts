import { addProject, expect, test } from './suite.ts';

test.describe('Going to another project', () => {
  test('while a change is running says what is known of it, and shows no answer under a wrong name', async ({
    app,
    servers,
  }) => {
    const server = await servers.fake(() => undefined, { title: 'Slow study' });
    await addProject(app, server.url, server.token);
    const { projectRead, methods, form, response, projects, notices } = app.window;
    await expect(projectRead).toBeVisible();
    await methods.choose('Import Records');
    await form.field('Data').fill('record_id\n1\n');
    await form.execute.click();
    await expect.poll(() => server.received.length).toBe(1);
    await projects.choose('Practice: Hypertension registry');
    await expect(notices).toContainText('You left “Slow study” while Import Records was running.');
    await expect(notices).toContainText('may still carry it out');
    await expect(response.area).toContainText('No response yet');
  });

  test('while a reading is running needs no words', async ({ app, servers }) => {
    const server = await servers.fake(() => undefined);
    await addProject(app, server.url, server.token);
    await app.window.form.execute.click();
    await expect.poll(() => server.received.length).toBe(1);
    await app.window.projects.choose('Practice: Hypertension registry');
    await expect(app.window.response.area).toContainText('No response yet');
    await expect(app.window.notices).toBeEmpty();
  });

  test('is not what choosing the same one again does: its answer stays', async ({ app }) => {
    const { form, response, projects } = app.window;
    await form.execute.click();
    await expect(response.facts).toContainText('60 rows');
    await projects.choose('Practice: Hypertension registry');
    await expect(response.facts).toContainText('60 rows');
    await expect(response.cells.first()).toHaveText('1');
  });

  test('is also done from the palette', async ({ app: { window, page } }) => {
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type('asthma');
    await page.getByRole('dialog').getByRole('option', { name: 'Practice: Asthma trial' }).click();
    await expect(window.projects.current).toContainText('Asthma trial');
  });
});

test('A project that does not tell its status is treated as in production, in every place', async ({
  app,
  servers,
}) => {
  const server = await servers.fake(() => undefined, { lists: { project: '<!doctype html><p>Sorry' } });
  await addProject(app, server.url, server.token);
  const { projectRead, projects, methods, form } = app.window;
  await expect(projectRead).toBeVisible();
  await expect(projects.header).toContainText('Status unknown');
  await expect(projects.header).toContainText('Changes locked');
  await methods.choose('Import Records');
  await expect(form.area).toContainText('did not tell its status');
});
