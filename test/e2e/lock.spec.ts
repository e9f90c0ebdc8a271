import { expect, test, type Started } from './suite.ts';

const TRIAL = 'Practice: Asthma trial';

async function openTrial({ window }: Started): Promise<void> {
  await window.projects.choose(TRIAL);
  await expect(window.projects.header).toContainText('Production');
}

async function connectionId(app: Started, title: string): Promise<string> {
  const reply = (await app.call('start', {})) as {
    readonly value: { readonly connections: readonly { readonly id: string; readonly title: string }[] };
  };
  return reply.value.connections.find((each) => each.title === title)?.id ?? 'not there';
}

test.describe('A project in production', () => {
  test('shows its locked methods, the note and the reason', async ({ app }) => {
    await openTrial(app);
    const { methods, form } = app.window;
    await expect(methods.option('Delete Records')).toContainText('locked');
    await expect(methods.option('Export Records')).not.toContainText('locked');
    await expect(
      app.page.getByText('This project is in production. Methods that change it are locked.'),
    ).toBeVisible();

    await methods.choose('Delete Records');
    await form.enterNames('Records', ['1']);
    await expect(form.area).toContainText('Delete Records would change it, so it is locked.');
    await expect(form.execute).toBeDisabled();
    await expect(form.sentence).toContainText('Locked');
  });

  test('can be read', async ({ app }) => {
    await openTrial(app);
    await app.window.form.execute.click();
    await expect(app.window.response.facts).toContainText('200');
  });

  test('is locked where the page cannot reach it: a deletion by a direct call is refused', async ({
    app,
  }) => {
    await openTrial(app);
    const { form, response } = app.window;
    await form.execute.click();
    await expect(response.facts).toContainText(/\d+ rows/);
    const before = /\d+ rows/.exec(await response.facts.innerText())?.[0];

    const reply = await app.call('execute', {
      executionId: 'by-hand',
      connectionId: await connectionId(app, TRIAL),
      encoding: 'urlencoded',
      fields: [
        { kind: 'token', name: 'token' },
        { kind: 'text', name: 'content', value: 'record' },
        { kind: 'text', name: 'action', value: 'delete' },
        { kind: 'text', name: 'records[0]', value: '1' },
        { kind: 'text', name: 'returnFormat', value: 'json' },
      ],
    });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'locked' } });

    await form.execute.click();
    await expect.poll(async () => /\d+ rows/.exec(await response.facts.innerText())?.[0]).toBe(before);
  });
});
