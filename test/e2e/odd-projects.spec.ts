import type { FakeProject } from './servers/fake-redcap.ts';
import type { Servers } from './servers/servers.ts';
import { addProject, expect, test, type Started } from './suite.ts';

const field = (name: string, label: string, more: object = {}) => ({
  field_name: name,
  field_label: label,
  form_name: 'form_1',
  field_type: 'text',
  ...more,
});

async function openProject(app: Started, servers: Servers, project: FakeProject): Promise<void> {
  const server = await servers.fake((response) => {
    response.writeHead(200, { 'Content-Type': 'text/csv' }).end('record_id\n1\n');
  }, project);
  await addProject(app, server.url, server.token);
  await expect(app.window.projectRead).toBeVisible();
}

/** The whole window stays where it is, and nothing sticks out of its pane. */
async function expectNothingSticksOut({ page }: Started): Promise<void> {
  const wider = await page.evaluate(() =>
    [...document.querySelectorAll('html, .method-scroll, .execute-bar, .popover')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(({ className, tagName }) => `${tagName}.${className}`),
  );
  expect(wider).toEqual([]);
}

test.describe('A project', () => {
  test('whose labels are HTML, endless or from right to left is offered as plain text', async ({
    app,
    servers,
  }) => {
    await openProject(app, servers, {
      lists: {
        metadata: [
          field('record_id', 'Record'),
          field('bold', '<b onclick="steal()">Bold</b><img src=x onerror="document.title=\'stolen\'">'),
          field('endless', 'An endless label '.repeat(300)),
          field('arabic', 'ضغط الدم الانقباضي عند الزيارة الأولى'),
          field('override', '\u202Egnp.exe \u0000 <script>steal()</script>'),
        ],
      },
    });
    await app.window.form.field('Fields').click();
    const options = app.page.getByRole('option');
    await expect(options.filter({ hasText: '<b onclick="steal()">Bold</b>' })).toBeVisible();
    await expect(options.filter({ hasText: 'ضغط الدم' })).toBeVisible();
    await expectNothingSticksOut(app);
    for (const name of ['endless', 'bold', 'arabic']) await app.window.form.field('Fields').fill(`${name},`);
    await app.page.keyboard.press('Escape');
    await expectNothingSticksOut(app);
    expect(await app.page.evaluate(() => document.querySelectorAll('main b, main img').length)).toBe(0);
    await expect(app.page).not.toHaveTitle('stolen');
  });

  test('with two choices of one code can be imported into, and says what each code is', async ({
    app,
    servers,
  }) => {
    await openProject(app, servers, {
      lists: {
        metadata: [
          field('record_id', 'Record'),
          field('twice', 'Choice', {
            field_type: 'radio',
            select_choices_or_calculations: '1, A | 1, B | 2, C',
          }),
        ],
      },
    });
    await app.window.methods.choose('Import Records');
    await app.window.form.field('Data').fill('record_id,twice\n1,1\n2,3\n');
    await expect(
      app.window.form.area.getByText(/choose one of 1 \(A\), 1 \(B\), 2 \(C\)/).first(),
    ).toBeVisible();
  });

  test('without fields and instruments leaves every form usable', async ({ app, servers }) => {
    await openProject(app, servers, { lists: { metadata: [], instrument: [] } });
    await app.window.form.field('Fields').fill('record_id,');
    await app.page.keyboard.press('Escape');
    await expect(app.window.form.execute).toBeEnabled();
    await app.window.form.execute.click();
    await expect(app.window.response.facts).toContainText('200');
    await app.window.methods.choose('Import Records');
    await app.window.form.field('Data').fill('record_id,age\n1,2\n');
    await expect(app.window.form.area.getByText(/1 row|no field/).first()).toBeVisible();
  });

  test('without events is not asked for any, and methods about events say so', async ({ app, servers }) => {
    await openProject(app, servers, {});
    await expect(app.window.form.field('Events')).toHaveCount(0);
    await app.window.methods.choose('Export Events');
    await expect(app.window.form.area).toContainText('This project is not longitudinal');
    await expect(app.window.form.execute).toBeEnabled();
  });

  test('does not move the form when it has been read: identifiers and events have their place', async ({
    app,
    servers,
  }) => {
    let read: (value?: unknown) => void = () => undefined;
    const dictionaryAfter = new Promise((resolve) => (read = resolve));
    const metadata = [
      field('record_id', 'Record'),
      ...['name', 'phone', 'email'].map((each) => field(`patient_${each}`, each, { identifier: 'y' })),
    ];
    const server = await servers.fake(() => undefined, { lists: { metadata }, dictionaryAfter });
    const { form } = app.window;
    const places = async () => [
      await form.area.getByRole('region', { name: 'Filter' }).boundingBox(),
      await form.execute.boundingBox(),
    ];
    await addProject(app, server.url, server.token);
    await expect(form.area).toContainText('Identifiers are counted once the project is read.');
    await expect(form.field('Events')).toHaveCount(0);
    const before = await places();
    read();
    await expect(form.area).toContainText('3 identifiers in this export.');
    await expect(form.sentence).toContainText('Holds 3 identifiers');
    await expect(app.window.projectRead).toBeVisible();
    expect(await places()).toEqual(before);

    await form.enterNames('Fields', ['record_id']);
    await expect(form.area).toContainText('No field marked as an identifier in this export.');
  });

  test('that is being read locks nothing yet, and says what changes wait for', async ({ app, servers }) => {
    let read: (value?: unknown) => void = () => undefined;
    const dictionaryAfter = new Promise((resolve) => (read = resolve));
    const server = await servers.fake(() => undefined, { dictionaryAfter });
    await addProject(app, server.url, server.token);
    await app.window.methods.choose('Rename Record');
    const { form } = app.window;
    await expect(form.sentence).toContainText('The project is still being read.');
    await expect(form.area.getByText('so it is locked')).toHaveCount(0);
    await expect(form.execute).toBeDisabled();
    read();
    await expect(form.sentence).toContainText('required');
  });

  test('that cannot be read at all says so above the form, which works without it', async ({
    app,
    servers,
  }) => {
    const page = '<!doctype html><html><head><title>Sorry</title></head></html>';
    const server = await servers.fake(
      (response) => {
        response.writeHead(200, { 'Content-Type': 'text/csv' }).end('record_id\n1\n');
      },
      { lists: { project: page, metadata: page } },
    );
    await addProject(app, server.url, server.token);
    const { form, response } = app.window;
    await expect(form.area.getByRole('alert')).toContainText('The project could not be read');
    await expect(app.window.projects.header).toContainText('Changes locked');
    await expect(
      form.area.getByText(/^Names are typed here, because the project could not be read\. /).first(),
    ).toBeVisible();
    await form.enterNames('Fields', ['record_id']);
    await expect(form.area.getByRole('row', { name: 'record_id' })).toBeVisible();
    await form.execute.click();
    await expect(response.facts).toContainText('200');
    await form.area.getByRole('button', { name: 'Read it again' }).click();
    await expect(form.area.getByRole('alert')).toContainText('The project could not be read');
  });

  test('that keeps one list back costs that list alone, with the reason in its place', async ({
    app,
    servers,
  }) => {
    await openProject(app, servers, {
      lists: {
        instrument:
          '<!doctype html><html><head><title>Log in</title></head><body>Please log in</body></html>',
        dag: '{"error":"You do not have permissions to view Data Access Groups"}',
        exportFieldNames: 'not JSON at all',
      },
    });
    await app.page.getByRole('button', { name: '3 of its lists missing' }).click();
    await expect(app.page.getByRole('dialog', { name: 'Lists that could not be read' })).toContainText(
      /The instruments could not be read.*The names of export columns could not be read/s,
    );
    await app.page.keyboard.press('Escape');
    await expect(app.window.form.area.getByText(/^The instruments could not be read/)).toBeVisible();
    await app.window.form.field('Forms').fill('anything,');
    await app.page.keyboard.press('Escape');
    await app.window.form.field('Fields').click();
    await expect(app.page.getByRole('option', { name: /record_id/ })).toBeVisible();
    await app.page.keyboard.press('Escape');
    await expect(app.window.form.execute).toBeEnabled();
    await expect(app.page.getByText('Please log in')).toHaveCount(0);
  });

  test('is read again with its progress, and stays known while that goes on and if it fails', async ({
    app,
    servers,
  }) => {
    const gates: Promise<unknown>[] = [];
    const server = await servers.fake(() => undefined, {
      get dictionaryAfter() {
        return gates.at(-1);
      },
    });
    await addProject(app, server.url, server.token);
    const { page, window } = app;
    await expect(window.projectRead).toContainText('just now');
    let read: (value?: unknown) => void = () => undefined;
    gates.push(new Promise((resolve) => (read = resolve)));
    const again = page.getByRole('button', { name: 'Read again' });
    await again.click();
    await expect(page.getByText(/^Reading the project again: \d+ of \d+/)).toBeVisible();
    await expect(again).toHaveCount(0);
    await window.form.field('Fields').click();
    await expect(page.getByRole('option', { name: /record_id/ })).toBeVisible();
    await page.keyboard.press('Escape');
    read();
    await expect(again).toBeVisible();

    await server.close();
    await again.click();
    await expect(page.getByText(/^Reading it again failed: /)).toBeVisible();
    await expect(window.projectRead).toBeVisible();
    await window.form.field('Fields').click();
    await expect(page.getByRole('option', { name: /record_id/ })).toBeVisible();
  });

  test('that takes long to read need not be waited for', async ({ app, servers }) => {
    const gates: Promise<unknown>[] = [new Promise(() => undefined)];
    const server = await servers.fake(() => undefined, {
      get dictionaryAfter() {
        return gates.at(-1);
      },
    });
    await addProject(app, server.url, server.token);
    const { page, window } = app;
    const stop = page.getByRole('button', { name: 'Stop reading the project' });
    await stop.click();
    await expect(page.getByText('lists missing')).toBeVisible();
    await expect(window.form.area.getByText(/^The fields could not be read/)).toBeVisible();
    await window.form.field('Fields').fill('anything,');
    await expect(window.form.execute).toBeEnabled();

    gates.push(Promise.resolve());
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect(page.getByText('lists missing')).toHaveCount(0);
    gates.push(new Promise(() => undefined));
    await page.getByRole('button', { name: 'Read again' }).click();
    await stop.click();
    await expect(page.getByRole('button', { name: 'Read again' })).toBeVisible();
    await expect(window.projectRead).toBeVisible();
    await expect(page.getByText('failed')).toHaveCount(0);
    await window.form.field('Fields').click();
    await expect(page.getByRole('option', { name: /record_id/ })).toBeVisible();
  });

  test('with hundreds of instruments offers templates of all and draws those in sight', async ({
    app,
    servers,
  }) => {
    const forms = Array.from({ length: 400 }, (_, index) => `form_${index + 1}`);
    await openProject(app, servers, {
      lists: {
        metadata: [
          field('record_id', 'Record'),
          ...forms.map((form) => field(`age_${form}`, 'Age', { form_name: form })),
        ],
        instrument: forms.map((form) => ({ instrument_name: form, instrument_label: `Label of ${form}` })),
      },
    });
    await app.window.methods.choose('Import Records');
    await app.window.form.area.getByRole('button', { name: 'Insert a template…' }).click();
    const items = app.page.getByRole('menuitem');
    await expect(items.first()).toContainText('Label of form_1');
    expect(await items.count()).toBeLessThan(60);
    await app.page.keyboard.press('End');
    await app.page.getByRole('menuitem', { name: 'Label of form_400' }).click();
    await expect(app.window.form.field('Data')).toHaveValue(/age_form_400/);
  });
});

test('titles of reports are looked up on request, and the number is typed', async ({ app, servers }) => {
  await openProject(app, servers, {
    lists: {
      project_xml:
        '<?xml version="1.0"?><ODM><redcap:Reports title="Safety &lt;b&gt;" unique_report_name="R-77"/></ODM>',
    },
  });
  await app.window.methods.choose('Export a Report');
  const { area } = app.window.form;
  await expect(area).toContainText('REDCap’s API cannot list reports');
  await expect(area.getByText('R-77')).toHaveCount(0);
  await area.getByRole('button', { name: 'Look up the titles' }).click();
  await expect(area.getByRole('list', { name: 'Reports of this project' })).toContainText('Safety <b> R-77');
  await app.window.form.field('Report').fill('42');
  await expect(app.window.form.execute).toBeEnabled();
});
