import { expect, test } from './suite.ts';

test.describe('The request', () => {
  test('follows the form in every view', async ({ app: { window } }) => {
    const { form, request } = window;
    await request.show('Parameters');
    await expect.poll(request.text).toContain('format: csv');

    await form.choose('Format', 'JSON');
    await form.field('Filter Logic').fill('[age] > 64 and [sex] = "2"');
    await expect.poll(request.text).toContain('format: json');
    await expect.poll(request.text).toContain('filterLogic: [age] > 64 and [sex] = "2"');
    await request.show('Body');
    await expect.poll(request.text).toContain('format=json');
    await request.show('Headers');
    await expect.poll(request.text).toMatch(/content-type: application\/x-www-form-urlencoded/i);
    await request.show('cURL');
    await expect.poll(request.copied).toContain('[age] > 64');
  });

  test('is code in seven languages, each following the form and naming the token', async ({
    app: { window },
  }) => {
    const { form, request } = window;
    await form.enterNames('Records', ['7', '9']);
    await request.showCode('R');
    // What statisticians use and REDCap's seven are in sight; the others are in a menu.
    await expect(request.languages).toHaveText(
      'R,Python,SAS,Stata,SPSS,PHP,Perl,Ruby,Java,cURL,Power BI'.split(','),
    );
    for (const language of ['PHP', 'Perl', 'Python', 'Ruby', 'Java', 'R', 'cURL']) {
      await request.showCode(language);
      await expect.poll(request.text, language).toContain('REDCAP_API_TOKEN');
      await expect.poll(request.copied, language).toContain('records[1]');
    }
  });

  test('can be copied, without the token', async ({ app: { window } }) => {
    await window.request.show('Parameters');
    expect(await window.request.copied()).toMatch(/token: ?•••• [0-9A-F]{4}.*content: record/);
    await expect(window.notices).toContainText('Copied. The token is not in it.');
  });

  test('can be saved as a program with the right extension', async ({ app }) => {
    const { request } = app.window;
    await request.showCode('Python');
    const { name, bytes } = await app.saving(() => request.saveAs(/^Program/));
    expect(name).toMatch(/\.py$/);
    expect(bytes.toString('utf8')).toContain('REDCAP_API_TOKEN');
  });
});

test.describe('A request with problems', () => {
  test('says so at the field and beside Execute, and cannot be sent', async ({ app: { window, page } }) => {
    const { form, response } = window;
    await form.field('Timespan (begin)').fill('yesterday');
    const problem = await form.field('Timespan (begin)').getAttribute('aria-invalid');
    expect(problem).toBe('true');
    await expect(form.execute).toBeDisabled();
    await expect(form.sentence).toContainText('Timespan (begin)');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(response.area).toContainText('No response yet');

    await form.field('Timespan (begin)').fill('2025-01-31 08:00:00');
    await expect(form.execute).toBeEnabled();
  });

  test('names what is required', async ({ app: { window } }) => {
    await window.methods.choose('Delete Records');
    await expect(window.form.execute).toBeDisabled();
    await expect(window.form.sentence).toContainText('choose at least one');
    await window.form.enterNames('Records', ['60']);
    await expect(window.form.execute).toBeEnabled();
    await expect(window.form.sentence).toContainText('Deletes');
  });

  test('is refused by the host, too, past every button', async ({ app }) => {
    const started = (await app.call('start', {})) as {
      readonly value: { readonly connections: readonly { readonly id: string }[] };
    };
    const reply = await app.call('execute', {
      executionId: 'by-hand',
      connectionId: started.value.connections[0]?.id,
      encoding: 'urlencoded',
      fields: [
        { kind: 'token', name: 'token' },
        { kind: 'text', name: 'content', value: 'sqlConsole' },
      ],
    });
    expect(reply).toMatchObject({
      ok: false,
      failure: { code: expect.stringMatching(/invalidRequest|locked/) },
    });
  });
});
